<?php
/**
 * What WooCommerce knows of the page that is being made.
 *
 * @package Vitrine
 */

defined( 'ABSPATH' ) || exit;

/**
 * Entries in the shapes of GA4, in a list of Vitrine's own. Prices are with tax, as customers pay them.
 */
class Vitrine_Page {

	/**
	 * What the page is about.
	 *
	 * @return array<int, array<string, mixed>>
	 */
	public static function entries() {
		if ( ! function_exists( 'WC' ) ) {
			return array();
		}
		$entries = array();
		if ( is_product() ) {
			$product = wc_get_product( get_queried_object_id() );
			if ( $product ) {
				$item      = self::item( $product, wc_get_price_including_tax( $product ) );
				$entries[] = self::entry( 'view_item', array( $item ) );
			}
		} elseif ( is_product_category() ) {
			$entries[] = array(
				'event'     => 'view_item_list',
				'ecommerce' => array( 'item_list_name' => single_term_title( '', false ) ),
			);
		}
		if ( ! WC()->cart || is_order_received_page() ) {
			return $entries;
		}
		if ( is_checkout() && ! is_checkout_pay_page() ) {
			$entries[] = self::entry( 'begin_checkout', self::cart_items() );
		} elseif ( is_cart() || ! WC()->cart->is_empty() ) {
			// An empty cart may stand in a page that a cache gives to others: it says nothing then.
			$entries[] = self::cart();
		}
		return $entries;
	}

	/**
	 * The visitor's cart, whole.
	 *
	 * @return array<string, mixed>
	 */
	public static function cart() {
		return self::entry( 'view_cart', self::cart_items() );
	}

	/**
	 * The order of the page of thanks.
	 *
	 * @param WC_Order $order The order.
	 * @return array<string, mixed>
	 */
	public static function purchase( $order ) {
		$items = array();
		foreach ( $order->get_items() as $line ) {
			$product  = $line->get_product();
			$quantity = max( 1, $line->get_quantity() );
			$price    = ( (float) $line->get_total() + (float) $line->get_total_tax() ) / $quantity;
			$item     = $product
				? self::item( $product, $price )
				: array(
					'item_id'   => (string) $line->get_product_id(),
					'item_name' => $line->get_name(),
					'price'     => self::price( $price ),
				);

			$items[] = array_merge( $item, array( 'quantity' => $quantity ) );
		}
		$codes = $order->get_coupon_codes();
		return array(
			'event'     => 'purchase',
			'ecommerce' => array_merge(
				array(
					'transaction_id' => (string) $order->get_id(),
					'value'          => self::price( $order->get_total() ),
					'currency'       => $order->get_currency(),
					'items'          => $items,
				),
				$codes ? array( 'coupon' => reset( $codes ) ) : array()
			),
		);
	}

	/**
	 * The lines of the visitor's cart.
	 *
	 * @return array<int, array<string, mixed>>
	 */
	private static function cart_items() {
		$items = array();
		foreach ( WC()->cart->get_cart() as $line ) {
			$quantity = (float) $line['quantity'];
			if ( $quantity <= 0 || ! isset( $line['data'] ) ) {
				continue;
			}
			$price = isset( $line['line_total'] )
				? ( (float) $line['line_total'] + (float) $line['line_tax'] ) / $quantity
				: wc_get_price_including_tax( $line['data'] );

			$items[] = array_merge( self::item( $line['data'], $price ), array( 'quantity' => $quantity ) );
		}
		return $items;
	}

	/**
	 * A product, or the product that a variation is of.
	 *
	 * @param WC_Product $product The product.
	 * @param float      $price   What one costs.
	 * @return array<string, mixed>
	 */
	private static function item( $product, $price ) {
		$parent = $product->get_parent_id();
		$whose  = $parent ? $parent : $product->get_id();
		$terms  = get_the_terms( $whose, 'product_cat' );
		return array_merge(
			array(
				'item_id'   => (string) $whose,
				'item_name' => wp_strip_all_tags( $product->get_title() ),
				'price'     => self::price( $price ),
			),
			$parent ? array( 'item_variant' => (string) $product->get_id() ) : array(),
			is_array( $terms ) && $terms ? array( 'item_category' => reset( $terms )->name ) : array()
		);
	}

	/**
	 * An event with its items, in the shop's currency.
	 *
	 * @param string                           $event Name of the event.
	 * @param array<int, array<string, mixed>> $items The items.
	 * @return array<string, mixed>
	 */
	private static function entry( $event, $items ) {
		return array(
			'event'     => $event,
			'ecommerce' => array(
				'currency' => get_woocommerce_currency(),
				'items'    => $items,
			),
		);
	}

	/**
	 * A price as a number that does not look longer than it is.
	 *
	 * @param float|string $price The price.
	 * @return float
	 */
	private static function price( $price ) {
		return round( (float) $price, 4 );
	}
}
