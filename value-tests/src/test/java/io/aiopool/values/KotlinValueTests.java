package io.aiopool.values;

import io.aiopool.ProcessPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of Kotlin in a child JVM.
 */
class KotlinValueTests {

	@Test
	void dataClassesCrossWithTheirDefaults() {
		try (ProcessPool pool = ProcessPool.builder().processes(1).build()) {
			String described = pool.apply(ShapesKt::describe, (Shape) new Shape.Rectangle(2, 2)).join();
			assertThat(described).isEqualTo("rectangle 2.0 x 2.0");
		}
	}

}
