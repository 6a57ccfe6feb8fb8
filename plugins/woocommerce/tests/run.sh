#!/bin/sh
# The plugin in a real WordPress of its own: Debian's WordPress, MariaDB and PHP, in a folder that is removed at the end.
#   apt-get install php-cli php-mysql php-curl php-mbstring wordpress mariadb-server
#   sh plugins/woocommerce/tests/run.sh
# WooCommerce itself is in no package of Debian's: `stand-in.php` has those of its functions that the plugin calls.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=${PORT:-8931}
web='' database=''
cleanup() {
	[ -z "$web" ] || kill "$web" 2>/dev/null || true
	[ -z "$database" ] || { kill "$database" && wait "$database"; } 2>/dev/null || true
	rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

mkdir "$work/data" "$work/socket"
[ "$(id -u)" != 0 ] || chown mysql "$work" "$work/data" "$work/socket"
as=''; [ "$(id -u)" != 0 ] || as='--user=mysql'
mariadb-install-db $as --datadir="$work/data" --auth-root-authentication-method=normal --skip-test-db >/dev/null 2>&1
mariadbd $as --datadir="$work/data" --socket="$work/socket/s" --pid-file="$work/socket/pid" --skip-networking >"$work/database.log" 2>&1 &
database=$!
until mariadb -uroot -S "$work/socket/s" -e 'CREATE DATABASE wordpress' 2>/dev/null; do
	kill -0 "$database" || { cat "$work/database.log"; exit 1; }
	sleep 0.2
done

cp -rL /usr/share/wordpress "$work/wordpress" 2>/dev/null || true
mkdir -p "$work/wordpress/wp-content/plugins" "$work/wordpress/wp-content/mu-plugins"
cp -r "$here/../vitrine" "$work/wordpress/wp-content/plugins/vitrine"
cp "$here/stand-in.php" "$work/wordpress/wp-content/mu-plugins/"
theme="$work/wordpress/wp-content/themes/plain"
mkdir -p "$theme"
printf '/*\nTheme Name: Plain\n*/\n' >"$theme/style.css"
echo '<!doctype html><html><head><?php wp_head(); ?></head><body><?php wp_footer(); ?></body></html>' >"$theme/index.php"
cat >"$work/wordpress/wp-config.php" <<CONFIG
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$work/socket/s' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', 'http://127.0.0.1:$port' );
define( 'WP_SITEURL', 'http://127.0.0.1:$port' );
define( 'AUTH_KEY', 'a' ); define( 'SECURE_AUTH_KEY', 'b' ); define( 'LOGGED_IN_KEY', 'c' ); define( 'NONCE_KEY', 'd' );
define( 'AUTH_SALT', 'e' ); define( 'SECURE_AUTH_SALT', 'f' ); define( 'LOGGED_IN_SALT', 'g' ); define( 'NONCE_SALT', 'h' );
define( 'WP_DEBUG', true ); define( 'WP_DEBUG_DISPLAY', true ); define( 'WP_DEBUG_LOG', false );
define( 'WP_DEFAULT_THEME', 'plain' ); define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'DISABLE_WP_CRON', true ); define( 'AUTOMATIC_UPDATER_DISABLED', true );
\$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', __DIR__ . '/' ); }
require_once ABSPATH . 'wp-settings.php';
CONFIG
php -S "127.0.0.1:$port" -t "$work/wordpress" >"$work/web.log" 2>&1 &
web=$!
# WordPress 6.1 itself says that it is older than this PHP.
php -d error_reporting='E_ALL & ~E_DEPRECATED' -d sendmail_path=/bin/true "$here/steps.php" "$work/wordpress" "http://127.0.0.1:$port"
