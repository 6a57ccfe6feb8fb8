<?php
/**
 * Those functions of WooCommerce that the plugin calls, as its documentation describes them, over a shop of one product.
 * Only for tests: the real one is not to be had where they run.
 *
 * @package Vitrine
 */

// phpcs:ignoreFile -- the names are WooCommerce's.
if ( ! is_file( __DIR__ . '/woocommerce-is-off' ) ) {
	class WooCommerce {
		public $cart;
	}
	class Stand_In_Product {
		public function get_id() { return 12; }
		public function get_parent_id() { return 7; }
		public function get_title() { return 'Tent </script> "XL"'; }
	}
	class Stand_In_Cart {
		public function is_empty() { return ! isset( $_GET['cart'] ); }
		public function get_cart() {
			return $this->is_empty() ? array() : array( array( 'quantity' => 2, 'line_total' => 40.0, 'line_tax' => 8.0, 'data' => new Stand_In_Product() ) );
		}
	}
	class WC_AJAX {
		public static function get_endpoint( $name ) { return '/?wc-ajax=' . $name; }
	}
	class WC_Webhook {
		private $data = array();
		public function __construct( $data = array() ) { $this->data = $data; }
		public function __call( $name, $given ) { $this->data[ substr( $name, 4 ) ] = $given[0]; }
		public function get_id() { return $this->data['id']; }
		public function save() {
			$all = get_option( 'stand_in_webhooks', array() );
			$this->data['id'] = $all ? max( array_keys( $all ) ) + 1 : 1;
			$all[ $this->data['id'] ] = $this->data;
			update_option( 'stand_in_webhooks', $all );
		}
		public function delete( $force ) {
			$all = get_option( 'stand_in_webhooks', array() );
			unset( $all[ $this->data['id'] ] );
			update_option( 'stand_in_webhooks', $all );
		}
	}
	function wc_get_webhook( $id ) {
		$all = get_option( 'stand_in_webhooks', array() );
		return isset( $all[ $id ] ) ? new WC_Webhook( $all[ $id ] ) : null;
	}
	function WC() {
		static $shop;
		if ( ! $shop ) { $shop = new WooCommerce(); $shop->cart = new Stand_In_Cart(); }
		return $shop;
	}
	function is_product() { return isset( $_GET['product'] ); }
	function is_product_category() { return false; }
	function is_cart() { return false; }
	function is_checkout() { return isset( $_GET['checkout'] ); }
	function is_checkout_pay_page() { return false; }
	function is_order_received_page() { return false; }
	function wc_get_product( $id ) { return new Stand_In_Product(); }
	function wc_get_price_including_tax( $product ) { return 24.9; }
	function get_woocommerce_currency() { return 'EUR'; }
	add_action( 'template_redirect', function () {
		if ( isset( $_GET['wc-ajax'] ) ) { do_action( 'wc_ajax_' . sanitize_key( $_GET['wc-ajax'] ) ); }
	} );
	add_action( 'admin_menu', function () { add_menu_page( 'WooCommerce', 'WooCommerce', 'manage_options', 'woocommerce' ); } );
	add_filter( 'user_has_cap', function ( $caps ) {
		return empty( $caps['manage_options'] ) ? $caps : array_merge( $caps, array( 'manage_woocommerce' => true ) );
	} );
}
