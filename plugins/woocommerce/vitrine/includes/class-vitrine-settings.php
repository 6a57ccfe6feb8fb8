<?php
/**
 * The settings and their page.
 *
 * @package Vitrine
 */

defined( 'ABSPATH' ) || exit;

/**
 * Address, key and secret, kept in one option.
 */
class Vitrine_Settings {

	const OPTION = 'vitrine_settings';
	const PAGE   = 'vitrine';

	/**
	 * Hooks.
	 */
	public static function init() {
		add_action( 'admin_menu', array( __CLASS__, 'add_page' ), 60 );
		add_action( 'admin_init', array( __CLASS__, 'register' ) );
		add_filter( 'option_page_capability_' . self::PAGE, array( __CLASS__, 'capability' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( VITRINE_FILE ), array( __CLASS__, 'links' ) );
	}

	/**
	 * What was set, whole.
	 *
	 * @return array{endpoint: string, key: string, secret: string, ask_consent: bool}
	 */
	public static function all() {
		$given = get_option( self::OPTION );
		return array_merge(
			array(
				'endpoint'    => '',
				'key'         => '',
				'secret'      => '',
				'ask_consent' => true,
			),
			is_array( $given ) ? $given : array()
		);
	}

	/**
	 * Whether there is enough to begin.
	 *
	 * @return bool
	 */
	public static function complete() {
		$settings = self::all();
		return '' !== $settings['endpoint'] && '' !== $settings['key'];
	}

	/**
	 * Who may change them: whoever runs the shop.
	 *
	 * @return string
	 */
	public static function capability() {
		return class_exists( 'WooCommerce' ) ? 'manage_woocommerce' : 'manage_options';
	}

	/**
	 * The page stands below WooCommerce, or below Settings where WooCommerce is not active.
	 */
	public static function add_page() {
		add_submenu_page(
			class_exists( 'WooCommerce' ) ? 'woocommerce' : 'options-general.php',
			__( 'Vitrine', 'vitrine' ),
			__( 'Vitrine', 'vitrine' ),
			self::capability(),
			self::PAGE,
			array( __CLASS__, 'show_page' )
		);
	}

	/**
	 * A way to the page from the list of plugins.
	 *
	 * @param string[] $links Those that are there.
	 * @return string[]
	 */
	public static function links( $links ) {
		$parent = class_exists( 'WooCommerce' ) ? 'admin.php' : 'options-general.php';
		$link   = sprintf(
			'<a href="%s">%s</a>',
			esc_url( admin_url( $parent . '?page=' . self::PAGE ) ),
			esc_html__( 'Settings', 'vitrine' )
		);
		return array_merge( array( $link ), $links );
	}

	/**
	 * Tells WordPress of the option and its fields.
	 */
	public static function register() {
		register_setting(
			self::PAGE,
			self::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( __CLASS__, 'sanitize' ),
				'show_in_rest'      => false,
			)
		);
		add_settings_section( 'vitrine', '', '__return_false', self::PAGE );
		$fields = array(
			'endpoint'    => __( 'Address of your Vitrine', 'vitrine' ),
			'key'         => __( 'Key', 'vitrine' ),
			'secret'      => __( 'Secret for signed-in customers', 'vitrine' ),
			'ask_consent' => __( 'Consent', 'vitrine' ),
		);
		foreach ( $fields as $name => $label ) {
			add_settings_field(
				$name,
				$label,
				array( __CLASS__, 'show_' . $name ),
				self::PAGE,
				'vitrine',
				'ask_consent' === $name ? array() : array( 'label_for' => 'vitrine-' . $name )
			);
		}
	}

	/**
	 * Keeps what makes sense; says what does not.
	 *
	 * @param mixed $raw What the form, or anybody, gave.
	 * @return array<string, mixed>
	 */
	public static function sanitize( $raw ) {
		$before = self::all();
		$raw    = is_array( $raw ) ? $raw : array();
		// WordPress asks twice when the option is new.
		$text = static function ( $name ) use ( $raw ) {
			return isset( $raw[ $name ] ) && is_string( $raw[ $name ] ) ? trim( sanitize_text_field( $raw[ $name ] ) ) : '';
		};

		$endpoint = untrailingslashit( esc_url_raw( $text( 'endpoint' ), array( 'https', 'http' ) ) );
		if ( '' !== $endpoint && ! preg_match( '~^(https://[^/?#\s]+|http://(localhost|127\.0\.0\.1)(:\d+)?)$~', $endpoint ) ) {
			add_settings_error( self::OPTION, 'endpoint', __( 'The address begins with https:// and has no path.', 'vitrine' ) );
			$endpoint = $before['endpoint'];
		}
		$key = $text( 'key' );
		if ( '' !== $key && ! preg_match( '/^pk_[a-z0-9]{4,20}_[a-z0-9]{8,32}$/', $key ) ) {
			add_settings_error( self::OPTION, 'key', __( 'The key begins with pk_. Copy it whole from Vitrine: Settings, Keys.', 'vitrine' ) );
			$key = $before['key'];
		}
		$secret = $text( 'secret' );
		if ( '' === $secret && empty( $raw['forget_secret'] ) ) {
			$secret = $before['secret'];
		} elseif ( '' !== $secret && ! preg_match( '/^[0-9a-f]{64}$/', $secret ) ) {
			add_settings_error( self::OPTION, 'secret', __( 'The secret has 64 digits and letters. Copy it whole from Vitrine: Settings, Signed-in customers.', 'vitrine' ) );
			$secret = $before['secret'];
		}
		return array(
			'endpoint'    => $endpoint,
			'key'         => $key,
			'secret'      => $secret,
			'ask_consent' => ! empty( $raw['ask_consent'] ),
		);
	}

	/**
	 * The page.
	 */
	public static function show_page() {
		if ( ! current_user_can( self::capability() ) ) {
			return;
		}
		echo '<div class="wrap"><h1>' . esc_html__( 'Vitrine', 'vitrine' ) . '</h1>';
		// Pages below Settings show what was said at saving by themselves.
		if ( class_exists( 'WooCommerce' ) ) {
			settings_errors();
		}
		echo '<p>' . esc_html__( 'Your Vitrine shows the address and the key under Settings, Installation.', 'vitrine' ) . '</p>';
		echo '<form action="options.php" method="post">';
		settings_fields( self::PAGE );
		do_settings_sections( self::PAGE );
		submit_button();
		echo '</form>';
		self::show_webhooks();
		echo '</div>';
	}

	/**
	 * The field of the address.
	 */
	public static function show_endpoint() {
		printf(
			'<input type="url" class="regular-text code" id="vitrine-endpoint" name="%s[endpoint]" value="%s" placeholder="https://vitrine.example.workers.dev">',
			esc_attr( self::OPTION ),
			esc_attr( self::all()['endpoint'] )
		);
	}

	/**
	 * The field of the key.
	 */
	public static function show_key() {
		printf(
			'<input type="text" class="regular-text code" id="vitrine-key" name="%s[key]" value="%s" placeholder="pk_…" spellcheck="false">',
			esc_attr( self::OPTION ),
			esc_attr( self::all()['key'] )
		);
	}

	/**
	 * The field of the secret, which is never shown again.
	 */
	public static function show_secret() {
		$known = '' !== self::all()['secret'];
		printf(
			'<input type="password" class="regular-text code" id="vitrine-secret" name="%s[secret]" value="" autocomplete="off" placeholder="%s">',
			esc_attr( self::OPTION ),
			$known ? esc_attr__( 'Kept. Type another one to change it.', 'vitrine' ) : ''
		);
		if ( $known ) {
			printf(
				'<br><label><input type="checkbox" name="%s[forget_secret]" value="1"> %s</label>',
				esc_attr( self::OPTION ),
				esc_html__( 'Forget it', 'vitrine' )
			);
		}
		echo '<p class="description">' . esc_html__( 'With it your server proves who is signed in, and Vitrine knows them on all their devices. Empty: nobody is proven.', 'vitrine' ) . '</p>';
	}

	/**
	 * The choice of consent.
	 */
	public static function show_ask_consent() {
		printf(
			'<label><input type="checkbox" name="%s[ask_consent]" value="1" %s> %s</label>',
			esc_attr( self::OPTION ),
			checked( self::all()['ask_consent'], true, false ),
			esc_html__( 'Wait for the visitor’s consent', 'vitrine' )
		);
		echo '<p class="description">' . esc_html__( 'By the WP Consent API, Google Consent Mode or the TCF, whichever your consent tool speaks. Switch it off only where Vitrine’s own settings say that no consent is required.', 'vitrine' ) . '</p>';
	}

	/**
	 * What to copy into Vitrine, so that it trusts the webhooks.
	 */
	private static function show_webhooks() {
		echo '<h2>' . esc_html__( 'Orders, customers, products', 'vitrine' ) . '</h2>';
		$ids = get_option( Vitrine_Webhooks::OPTION );
		if ( ! class_exists( 'WC_Webhook' ) ) {
			echo '<p>' . esc_html__( 'WooCommerce is not active: pages are reported, orders are not.', 'vitrine' ) . '</p>';
			return;
		}
		if ( ! is_array( $ids ) || ! $ids ) {
			echo '<p>' . esc_html__( 'Webhooks are made when address and key are saved.', 'vitrine' ) . '</p>';
			return;
		}
		/* translators: %d: number of webhooks. */
		echo '<p>' . esc_html( sprintf( _n( '%d webhook tells Vitrine of changes.', '%d webhooks tell Vitrine of changes.', count( $ids ), 'vitrine' ), count( $ids ) ) ) . ' ';
		echo esc_html__( 'Copy this secret into Vitrine: Settings, Connections, WooCommerce.', 'vitrine' ) . '</p>';
		printf(
			'<input type="text" class="regular-text code" readonly value="%s" aria-label="%s">',
			esc_attr( get_option( Vitrine_Webhooks::SECRET ) ),
			esc_attr__( 'Secret of the webhooks', 'vitrine' )
		);
	}
}
