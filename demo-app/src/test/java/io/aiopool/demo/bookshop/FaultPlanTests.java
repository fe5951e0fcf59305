package io.aiopool.demo.bookshop;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaultPlanTests {

	private final Catalogue catalogue = Catalogue.generate(1894);

	@Test
	void failsTheFirstRequestsOfAPageInTheOrderOfItsFaults() {
		FaultPlan plan = plan("error:2:page-3", "hang:1:page-3");
		assertThat(IntStream.range(0, 5).mapToObj((i) -> plan.next("catalogue/page-3.html")))
			.containsExactly(Fault.Kind.ERROR, Fault.Kind.ERROR, Fault.Kind.HANG, null, null);
	}

	@Test
	void leavesOtherPagesAlone() {
		assertThat(plan("error:always:page-3").next("catalogue/page-4.html")).isNull();
	}

	@Test
	void canFailAPageForEver() {
		FaultPlan plan = plan("malformed:always:book-17");
		String path = this.catalogue.books().get(16).path();
		assertThat(Stream.generate(() -> plan.next(path)).limit(100)).containsOnly(Fault.Kind.MALFORMED);
	}

	@Test
	void refusesAFaultThatItCannotRead() {
		assertThatIllegalArgumentException().isThrownBy(() -> plan("error:page-3"))
			.withMessageContaining("error:page-3")
			.withMessageContaining("kind:times:page");
	}

	private FaultPlan plan(String... faults) {
		return new FaultPlan(Stream.of(faults).map((text) -> Fault.parse(text, this.catalogue)).toList());
	}

}
