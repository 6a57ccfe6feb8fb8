<?php
/**
 * The webhooks by which WooCommerce tells Vitrine of orders, customers, products and coupons.
 *
 * @package Vitrine
 */

defined( 'ABSPATH' ) || exit;

/**
 * Made when address and key are known, removed with the plugin.
 */
class Vitrine_Webhooks {

	/**
	 * Their ids, and the secret that signs them.
	 */
	const OPTION = 'vitrine_webhooks';
	const SECRET = 'vitrine_webhook_secret';

	const TOPICS = array(
		'order.created',
		'order.updated',
		'order.deleted',
		'order.restored',
		'customer.created',
		'customer.updated',
		'customer.deleted',
		'product.created',
		'product.updated',
		'product.deleted',
		'product.restored',
		'coupon.created',
		'coupon.updated',
		'coupon.deleted',
		'coupon.restored',
	);

	/**
	 * Hooks.
	 */
	public static function init() {
		add_action( 'add_option_' . Vitrine_Settings::OPTION, array( __CLASS__, 'make' ), 10, 0 );
		add_action( 'update_option_' . Vitrine_Settings::OPTION, array( __CLASS__, 'renew' ), 10, 2 );
		// WooCommerce may have come later than we.
		add_action( 'admin_init', array( __CLASS__, 'make_missing' ) );
	}

	/**
	 * At activation: what an earlier time left set is in force again.
	 */
	public static function activate() {
		if ( class_exists( 'WC_Webhook' ) ) {
			self::make();
		}
	}

	/**
	 * Other settings may mean another address.
	 *
	 * @param mixed $before The settings before.
	 * @param mixed $after  The settings now.
	 */
	public static function renew( $before, $after ) {
		$where = static function ( $settings ) {
			return is_array( $settings ) ? array( $settings['endpoint'] ?? '', $settings['key'] ?? '' ) : array();
		};
		if ( $where( $before ) !== $where( $after ) ) {
			self::make();
		}
	}

	/**
	 * In the admin's pages: made once WooCommerce is there.
	 */
	public static function make_missing() {
		if ( false === get_option( self::OPTION ) && current_user_can( Vitrine_Settings::capability() ) ) {
			self::make();
		}
	}

	/**
	 * Where they deliver to; the key names the shop.
	 *
	 * @return string
	 */
	public static function delivery_url() {
		$settings = Vitrine_Settings::all();
		$parts    = explode( '_', $settings['key'] );
		return isset( $parts[1] ) ? $settings['endpoint'] . '/webhooks/woocommerce/' . $parts[1] : '';
	}

	/**
	 * Makes all of them anew.
	 */
	public static function make() {
		self::remove();
		if ( ! class_exists( 'WC_Webhook' ) || ! Vitrine_Settings::complete() ) {
			return;
		}
		$secret = get_option( self::SECRET );
		if ( ! is_string( $secret ) || '' === $secret ) {
			$secret = wp_generate_password( 40, false );
			update_option( self::SECRET, $secret, false );
		}
		$ids = array();
		foreach ( self::TOPICS as $topic ) {
			$webhook = new WC_Webhook();
			/* translators: %s: topic of a webhook, such as order.created. */
			$webhook->set_name( sprintf( __( 'Vitrine: %s', 'vitrine' ), $topic ) );
			// They read with the rights of whoever runs the shop.
			$webhook->set_user_id( get_current_user_id() );
			$webhook->set_topic( $topic );
			$webhook->set_secret( $secret );
			$webhook->set_delivery_url( self::delivery_url() );
			$webhook->set_status( 'active' );
			$webhook->set_api_version( 'wp_api_v3' );
			$webhook->save();
			$ids[] = $webhook->get_id();
		}
		update_option( self::OPTION, $ids, false );
	}

	/**
	 * Removes those that are ours, and no other.
	 */
	public static function remove() {
		$ids = get_option( self::OPTION );
		if ( is_array( $ids ) && function_exists( 'wc_get_webhook' ) ) {
			foreach ( $ids as $id ) {
				$webhook = wc_get_webhook( $id );
				if ( $webhook ) {
					$webhook->delete( true );
				}
			}
		}
		delete_option( self::OPTION );
	}
}
