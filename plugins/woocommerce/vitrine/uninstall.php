<?php
/**
 * Leaves nothing behind. The webhooks went when the plugin was switched off, which always comes first.
 *
 * @package Vitrine
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

$vitrine_sites = is_multisite() ? get_sites(
	array(
		'fields' => 'ids',
		'number' => 0,
	)
) : array( 0 );

foreach ( $vitrine_sites as $vitrine_site ) {
	if ( $vitrine_site ) {
		switch_to_blog( $vitrine_site );
	}
	delete_option( 'vitrine_settings' );
	delete_option( 'vitrine_webhooks' );
	delete_option( 'vitrine_webhook_secret' );
	if ( $vitrine_site ) {
		restore_current_blog();
	}
}
