<?php
/**
 * What a shop owner does with the plugin, one step after the other: `php steps.php FOLDER_OF_WORDPRESS ITS_ADDRESS`.
 *
 * @package Vitrine
 */

list( , $folder, $home ) = $argv;
$_SERVER['HTTP_HOST']    = parse_url( $home, PHP_URL_HOST ) . ':' . parse_url( $home, PHP_URL_PORT );
$passed                  = 0;
$failed                  = 0;

define( 'WP_INSTALLING', true );
require $folder . '/wp-config.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/file.php';
wp_install( 'Shop', 'ada', 'ada@shop.test', true, '', 'a long password' );
wp_set_current_user( 1 );
$customer = wp_create_user( 'bob', 'another password', 'Bob@Shop.Test' );

const KEY    = 'pk_q4kd81mz0a_1x9gh2kd0m3p';
const PLUGIN = 'vitrine/vitrine.php';
$secret      = str_repeat( '0a', 32 );

/**
 * Says whether something is so.
 *
 * @param string $what In words.
 * @param bool   $is   Whether.
 */
function check( $what, $is ) {
	global $passed, $failed;
	echo ( $is ? 'ok   ' : 'FAIL ' ) . $what . "\n";
	if ( $is ) {
		++$passed;
	} else {
		++$failed;
	}
}

/**
 * A request as a browser with these cookies sends it.
 *
 * @param string     $path    Below the shop's address.
 * @param string     $cookies File of the cookies; empty for a guest.
 * @param array|null $post    Fields of a form.
 * @return string The answer, its redirects followed.
 */
function ask( $path, $cookies = '', $post = null ) {
	global $home;
	$curl = curl_init( $home . $path );
	curl_setopt_array(
		$curl,
		array(
			CURLOPT_RETURNTRANSFER => true,
			CURLOPT_FOLLOWLOCATION => true,
			CURLOPT_COOKIEFILE     => $cookies,
			CURLOPT_COOKIEJAR      => $cookies ? $cookies : '/dev/null',
		)
	);
	if ( null !== $post ) {
		curl_setopt( $curl, CURLOPT_POSTFIELDS, http_build_query( $post ) );
	}
	return (string) curl_exec( $curl );
}

/**
 * Signs in.
 *
 * @param string $name     Who.
 * @param string $password Their password.
 * @return string File of the cookies.
 */
function sign_in( $name, $password ) {
	$cookies = tempnam( $GLOBALS['folder'], 'cookies' );
	ask( '/wp-login.php', $cookies );
	ask(
		'/wp-login.php',
		$cookies,
		array(
			'log'        => $name,
			'pwd'        => $password,
			'testcookie' => 1,
		)
	);
	return $cookies;
}

/**
 * An option as it is now, past all caches of this process.
 *
 * @param string $name Its name.
 * @return mixed
 */
function option( $name ) {
	wp_cache_flush();
	return get_option( $name );
}

/**
 * Rows of options that the plugin may have left.
 *
 * @return string[]
 */
function left_behind() {
	global $wpdb;
	return $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%vitrine%'" );
}

/**
 * Saves the settings by their page.
 *
 * @param string $cookies Of whom.
 * @param array  $values  What is typed.
 * @return string The page that follows.
 */
function save( $cookies, $values ) {
	$page = ask( '/wp-admin/admin.php?page=vitrine', $cookies );
	preg_match( '/name="_wpnonce" value="(\w+)"/', $page, $nonce );
	return ask(
		'/wp-admin/options.php',
		$cookies,
		array(
			'option_page'      => 'vitrine',
			'action'           => 'update',
			'_wpnonce'         => isset( $nonce[1] ) ? $nonce[1] : '',
			'_wp_http_referer' => '/wp-admin/admin.php?page=vitrine',
			'vitrine_settings' => $values,
		)
	);
}

ob_start();
$error = activate_plugin( PLUGIN );
check( 'it can be activated, and says nothing', null === $error && '' === ob_get_clean() );
$page = ask( '/' );
check( 'without settings no page has a tag', false === strpos( $page, 'vitrine' ) && false !== strpos( $page, '</html>' ) );

$owner  = sign_in( 'ada', 'a long password' );
$bob    = sign_in( 'bob', 'another password' );
$values = array(
	'endpoint'    => 'https://edge.example/',
	'key'         => KEY,
	'secret'      => $secret,
	'ask_consent' => '1',
);
$page   = ask( '/wp-admin/admin.php?page=vitrine', $owner );
check( 'owners see the settings, without an error of PHP', false !== strpos( $page, 'vitrine-endpoint' ) && ! preg_match( '/(Warning|Notice|Deprecated|Fatal error)<\/b>/', $page ) );
check( 'customers do not', false === strpos( ask( '/wp-admin/admin.php?page=vitrine', $bob ), 'vitrine-endpoint' ) );
save( $bob, $values );
check( 'nor can they save', false === option( 'vitrine_settings' ) );
ask(
	'/wp-admin/options.php',
	$owner,
	array(
		'option_page'      => 'vitrine',
		'action'           => 'update',
		'vitrine_settings' => $values,
	)
);
check( 'a form without its nonce saves nothing', false === option( 'vitrine_settings' ) );

$page  = save( $owner, $values );
$saved = option( 'vitrine_settings' );
check( 'what owners save is kept, the address without its slash', is_array( $saved ) && 'https://edge.example' === $saved['endpoint'] && KEY === $saved['key'] && $secret === $saved['secret'] && true === $saved['ask_consent'] );
check( 'the secret is not shown again', false === strpos( $page, $secret ) );
$hooks = option( 'stand_in_webhooks' );
check( 'fifteen webhooks are made, signed, for this shop', 15 === count( $hooks ) && 'https://edge.example/webhooks/woocommerce/q4kd81mz0a' === $hooks[1]['delivery_url'] && 40 === strlen( $hooks[1]['secret'] ) && 'active' === $hooks[1]['status'] && 1 === $hooks[1]['user_id'] );
check( 'their secret is there to copy', false !== strpos( ask( '/wp-admin/admin.php?page=vitrine', $owner ), $hooks[1]['secret'] ) );

$page  = save( $owner, array_merge( $values, array( 'key' => '"><script>alert(1)</script>', 'endpoint' => 'javascript:alert(1)', 'secret' => '' ) ) );
$saved = option( 'vitrine_settings' );
check( 'nonsense is refused in words, and what was there stays', KEY === $saved['key'] && $secret === $saved['secret'] && false !== strpos( $page, 'begins with pk_' ) && false === strpos( $page, '<script>alert(1)' ) );
save( $owner, $values );
check( 'webhooks are made once', 15 === count( option( 'stand_in_webhooks' ) ) );

$page = ask( '/' );
check( 'the front page has the tag', (bool) preg_match( '~<script[^>]* async[^>]* src="https://edge\.example/vitrine\.js\?shop=' . KEY . '"~', $page ) || false !== strpos( $page, 'src="https://edge.example/vitrine.js?shop=' . KEY . '"' ) );
check( 'guests are nobody', false === strpos( $page, 'vitrine.identify' ) );
check( 'an empty cart is not said', false === strpos( $page, 'view_cart' ) );
$page = ask( '/?product=1&cart=1' );
preg_match_all( '/vitrine_dataLayer\.push\((\{.*?\})\);/', $page, $found );
$entries = array_map( 'json_decode', $found[1] );
check( 'a product page says which, and cannot be broken out of', 'view_item' === $entries[0]->event && '7' === $entries[0]->ecommerce->items[0]->item_id && 24.9 === $entries[0]->ecommerce->items[0]->price && false === strpos( $page, 'Tent </script>' ) );
check( 'a cart is told whole, with tax', 'view_cart' === $entries[1]->event && 24 === (int) $entries[1]->ecommerce->items[0]->price && 2 === (int) $entries[1]->ecommerce->items[0]->quantity );
$cart = json_decode( ask( '/?wc-ajax=vitrine_cart&cart=1' ) );
check( 'and again when it changes without a page', 'view_cart' === $cart->event && 1 === count( $cart->ecommerce->items ) );

$page = ask( '/', $bob );
preg_match( '/vitrine\.identify\((\{.*?\})\);/', $page, $found );
$said = json_decode( isset( $found[1] ) ? $found[1] : '{}' );
$text = $said->proof->issuedAt . ':' . $customer . ':bob@shop.test';
check( 'who is signed in is proven', (string) $customer === $said->customerId && 'bob@shop.test' === $said->email && hash_hmac( 'sha256', $text, $secret ) === $said->proof->signature && abs( time() - $said->proof->issuedAt ) < 30 );
check( 'the secret is in no page', false === strpos( $page, $secret ) );

save( $owner, array( 'endpoint' => 'https://edge.example', 'key' => KEY, 'forget_secret' => '1' ) );
$page = ask( '/', $bob );
check( 'a forgotten secret proves nobody, a shop that need not ask says so', false === strpos( $page, 'vitrine.identify' ) && (bool) preg_match( '/shop=' . KEY . '&(amp;|#038;)?consent=not-required/', $page ) );

deactivate_plugins( PLUGIN );
check( 'switched off: no webhook of ours, no tag', array() === option( 'stand_in_webhooks' ) && false === strpos( ask( '/' ), 'vitrine' ) );
ob_start();
activate_plugin( PLUGIN );
ob_end_clean();
check( 'switched on again: all as before', 15 === count( option( 'stand_in_webhooks' ) ) && false !== strpos( ask( '/' ), 'edge.example' ) );
deactivate_plugins( PLUGIN );
delete_option( 'recently_activated' );
uninstall_plugin( PLUGIN );
delete_option( 'uninstall_plugins' );
check( 'deleted: nothing is left behind', array() === left_behind() );

touch( $folder . '/wp-content/mu-plugins/woocommerce-is-off' );
ob_start();
activate_plugin( PLUGIN );
ob_end_clean();
update_option( 'vitrine_settings', array( 'endpoint' => 'https://edge.example', 'key' => KEY, 'secret' => '', 'ask_consent' => true ) );
$page = ask( '/' );
check( 'without WooCommerce the tag works alone', false !== strpos( $page, 'edge.example/vitrine.js' ) && ! preg_match( '/(Warning|Notice|Fatal error)<\/b>/', $page ) );
$page = ask( '/wp-admin/options-general.php?page=vitrine', sign_in( 'ada', 'a long password' ) );
check( 'and its page stands below Settings', false !== strpos( $page, 'vitrine-endpoint' ) && false !== strpos( $page, 'WooCommerce is not active' ) );

echo "\n$passed passed, $failed failed\n";
exit( $failed > 0 ? 1 : 0 );
