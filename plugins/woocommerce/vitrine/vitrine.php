<?php
/**
 * Plugin Name:       Vitrine
 * Description:       Onsite messages and promotions: puts Vitrine's tag on your shop, says what each page is about and who is signed in, and keeps your orders in step.
 * Version:           0.1.0
 * Requires at least: 5.8
 * Requires PHP:      7.4
 * Author:            Vitrine
 * License:           MIT
 * License URI:       https://opensource.org/licenses/MIT
 * Text Domain:       vitrine
 * WC requires at least: 6.0
 *
 * @package Vitrine
 */

defined( 'ABSPATH' ) || exit;

define( 'VITRINE_VERSION', '0.1.0' );
define( 'VITRINE_FILE', __FILE__ );

require_once __DIR__ . '/includes/class-vitrine-settings.php';
require_once __DIR__ . '/includes/class-vitrine-page.php';
require_once __DIR__ . '/includes/class-vitrine-tag.php';
require_once __DIR__ . '/includes/class-vitrine-webhooks.php';

Vitrine_Settings::init();
Vitrine_Tag::init();
Vitrine_Webhooks::init();

register_activation_hook( __FILE__, array( 'Vitrine_Webhooks', 'activate' ) );
register_deactivation_hook( __FILE__, array( 'Vitrine_Webhooks', 'remove' ) );

// Orders are read by WooCommerce's own functions alone, wherever it keeps them.
add_action(
	'before_woocommerce_init',
	static function () {
		if ( class_exists( '\Automattic\WooCommerce\Utilities\FeaturesUtil' ) ) {
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'custom_order_tables', VITRINE_FILE, true );
			\Automattic\WooCommerce\Utilities\FeaturesUtil::declare_compatibility( 'cart_checkout_blocks', VITRINE_FILE, true );
		}
	}
);

// The WP Consent API lists who listens to it.
add_filter( 'wp_consent_api_registered_' . plugin_basename( __FILE__ ), '__return_true' );
