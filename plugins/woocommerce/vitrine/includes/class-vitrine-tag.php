<?php
/**
 * The tag in the shop's pages.
 *
 * @package Vitrine
 */

defined( 'ABSPATH' ) || exit;

/**
 * Prints the tag, what the page is about, who is signed in, and how consent reaches it.
 */
class Vitrine_Tag {

	/**
	 * Calls that are made before the tag has loaded wait.
	 */
	const QUEUE = 'window.vitrine=window.vitrine||new Proxy({q:[]},{get:(t,k)=>t[k]||((...a)=>{t.q.push([k,...a])})});';

	/**
	 * The WP Consent API: its word at the start if it is yes, and each change.
	 */
	const CONSENT = "(()=>{const tell=()=>vitrine.consent({analytics:wp_has_consent('statistics'),marketing:wp_has_consent('marketing')});document.addEventListener('wp_listen_for_consent_change',tell);const first=()=>{if(typeof wp_has_consent==='function'&&window.wp_consent_type&&wp_has_consent('statistics'))tell()};document.addEventListener('wp_consent_type_defined',first);document.addEventListener('DOMContentLoaded',first)})();";

	/**
	 * Hooks.
	 */
	public static function init() {
		add_action( 'wp_head', array( __CLASS__, 'show' ), 5 );
		add_action( 'woocommerce_thankyou', array( __CLASS__, 'show_order' ) );
		add_action( 'wp_enqueue_scripts', array( __CLASS__, 'add_cart_script' ) );
		add_action( 'wc_ajax_vitrine_cart', array( __CLASS__, 'answer_cart' ) );
	}

	/**
	 * The tag and what goes before it.
	 */
	public static function show() {
		if ( ! Vitrine_Settings::complete() || is_customize_preview() ) {
			return;
		}
		$settings = Vitrine_Settings::all();
		$code     = self::QUEUE . 'window.vitrine_dataLayer=window.vitrine_dataLayer||[];';
		foreach ( Vitrine_Page::entries() as $entry ) {
			$code .= 'vitrine_dataLayer.push(' . self::json( $entry ) . ');';
		}
		if ( is_user_logged_in() && '' !== $settings['secret'] ) {
			$code .= 'vitrine.identify(' . self::json( self::identity( wp_get_current_user(), $settings['secret'], time() ) ) . ');';
		}
		if ( function_exists( 'wp_has_consent' ) ) {
			$code .= self::CONSENT;
		}
		$query = array_merge(
			array( 'shop' => $settings['key'] ),
			$settings['ask_consent'] ? array() : array( 'consent' => 'not-required' )
		);
		wp_print_inline_script_tag( $code, array( 'data-cfasync' => 'false' ) );
		wp_print_script_tag(
			array(
				'async'        => true,
				// Tools that gather and rename scripts leave this one where it is: it reads its own address.
				'data-cfasync' => 'false',
				'src'          => esc_url_raw( $settings['endpoint'] . '/vitrine.js?' . http_build_query( $query, '', '&' ) ),
			)
		);
	}

	/**
	 * Who is signed in, signed by the shop's server.
	 *
	 * @param WP_User $user   Who is signed in.
	 * @param string  $secret The shop's secret.
	 * @param int     $issued Seconds since 1970.
	 * @return array<string, mixed>
	 */
	public static function identity( $user, $secret, $issued ) {
		$id    = (string) $user->ID;
		$email = trim( $user->user_email );
		$email = function_exists( 'mb_strtolower' ) ? mb_strtolower( $email, 'UTF-8' ) : strtolower( $email );
		return array(
			'customerId' => $id,
			'email'      => $email,
			'proof'      => array(
				'issuedAt'  => $issued,
				'signature' => hash_hmac( 'sha256', "$issued:$id:$email", $secret ),
			),
		);
	}

	/**
	 * The order, on the page of thanks. Vitrine counts it once, however often the page is looked at.
	 *
	 * @param int $order_id The order's id.
	 */
	public static function show_order( $order_id ) {
		$order = Vitrine_Settings::complete() ? wc_get_order( $order_id ) : null;
		if ( $order && ! $order->has_status( 'failed' ) ) {
			wp_print_inline_script_tag(
				'(window.vitrine_dataLayer=window.vitrine_dataLayer||[]).push(' . self::json( Vitrine_Page::purchase( $order ) ) . ');',
				array( 'data-cfasync' => 'false' )
			);
		}
	}

	/**
	 * What changes the cart without a new page.
	 */
	public static function add_cart_script() {
		if ( Vitrine_Settings::complete() && function_exists( 'WC' ) ) {
			wp_enqueue_script( 'vitrine-cart', plugins_url( 'assets/cart.js', VITRINE_FILE ), array(), VITRINE_VERSION, true );
			wp_localize_script( 'vitrine-cart', 'vitrine_cart', array( 'url' => WC_AJAX::get_endpoint( 'vitrine_cart' ) ) );
		}
	}

	/**
	 * The visitor's own cart, for the script above. It says nothing that the cart's page does not say.
	 */
	public static function answer_cart() {
		nocache_headers();
		wp_send_json( Vitrine_Page::cart() );
	}

	/**
	 * JSON that ends no script.
	 *
	 * @param mixed $value Any value.
	 * @return string
	 */
	private static function json( $value ) {
		return (string) wp_json_encode( $value, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES );
	}
}
