package io.aiopool.spring.metrics;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import io.aiopool.RemoteTaskException;
import io.aiopool.RemoteTypeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tag that says what was thrown.
 */
class ThrownTypeTests {

	private final ThrownType tags = new ThrownType();

	@Test
	void itIsTheTypeWhereItWasThrown() {
		assertThat(this.tags.tag(null)).isEqualTo("none");
		assertThat(this.tags.tag(new IOException())).isEqualTo("IOException");
		assertThat(this.tags.tag(described("a.b.Outer$Inner"))).isEqualTo("Inner");
		SQLException standsFor = new SQLException("x");
		standsFor.addSuppressed(new RemoteTypeException("x", List.of("org.db.DbException"), "x"));
		assertThat(this.tags.tag(standsFor)).isEqualTo("DbException");
	}

	/** A tag without a value is one that some registries leave out. */
	@Test
	@Tag("F101")
	void classesWithoutANameAreKnownByTheOneThatTheyAreIn() {
		class Local extends IOException {

			private static final long serialVersionUID = 1L;

		}
		String here = getClass().getSimpleName();
		assertThat(this.tags.tag(new IOException() {

			private static final long serialVersionUID = 1L;

		})).isEqualTo(here + "$1");
		assertThat(this.tags.tag(new Local())).isEqualTo(here + "$1Local");
		assertThat(this.tags.tag(described("a.b.Outer$Inner$1"))).isEqualTo("Inner$1");
		assertThat(this.tags.tag(described("a.b.Outer$"))).isEqualTo("Outer$");
	}

	@Test
	@Tag("F101")
	void namesThatOnlyWorkersKnowAreBounded() {
		for (int i = 0; i < ThrownType.MOST_REMOTE; i++) {
			assertThat(this.tags.tag(described("a.E" + i))).isEqualTo("E" + i);
		}
		assertThat(this.tags.tag(described("a.Another"))).isEqualTo("other");
		assertThat(this.tags.tag(described("a.E0"))).isEqualTo("E0");
		assertThat(this.tags.tag(new IOException())).isEqualTo("IOException");
		assertThat(new ThrownType().tag(described("a." + "x".repeat(10_000)))).hasSize(200);
	}

	private static RemoteTaskException described(String type) {
		return new RemoteTaskException("x", type, "x");
	}

}
