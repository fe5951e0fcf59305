package io.aiopool.benchmarks;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that are measured.
 */
final class Workload {

	private Workload() {
	}

	record Address(String street, int number, String city) implements Serializable {
	}

	record Order(long id, String customer, int quantity, double price, List<String> tags,
			Address address) implements Serializable {
	}

	record Flat(long id, String name, int quantity, double price) implements Serializable {
	}

	static List<Order> orders(int count) {
		List<Order> orders = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			List<String> tags = new ArrayList<>(List.of("tag" + i % 7, "express"));
			orders.add(new Order(1_000_000L + i, "customer-" + i, i % 50, i * 1.25, tags,
					new Address("Main Street " + i % 90, i % 200, "Springfield")));
		}
		return orders;
	}

	static List<Flat> flats(int count) {
		List<Flat> flats = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			flats.add(new Flat(1_000_000L + i, "customer-" + i, i % 50, i * 1.25));
		}
		return flats;
	}

	static Object of(String name) {
		return switch (name) {
			case "orders" -> orders(1_000);
			case "flats" -> flats(1_000);
			case "call" -> new Object[] { 42, "customer-1", orders(1).get(0) };
			default -> throw new IllegalArgumentException("No workload " + name);
		};
	}

}
