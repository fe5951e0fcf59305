package io.aiopool.fault;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import io.aiopool.codec.ValueTable;
import io.aiopool.codec.ValueTable.Case;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values in a real child do what they do here, and do so again when they have come back.
 */
class ValueFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools((builder) -> builder.trustedPackages(List.of("io.aiopool.codec")));

	/**
	 * A question to the child.
	 *
	 * @param name the case
	 * @param examined what the child examines
	 * @param returned what it sends back
	 */
	public record Question(String name, Object examined, Object returned) {
	}

	/**
	 * What the child has found.
	 *
	 * @param text what the value did there
	 * @param returned what was sent
	 */
	public record Answer(String text, Object returned) {
	}

	private static Answer answer(Question question) {
		return new Answer(ValueTable.named(question.name()).examine(question.examined()), question.returned());
	}

	private static String examine(Question question) {
		return answer(question).text();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	@Tag("F95")
	@Tag("F96")
	void valueDoesTheSameInAChildAndWhenItIsBack(Case kind) {
		String here = kind.examine(kind.make());
		assertThat(here).doesNotStartWith("The probe failed");
		Answer answer;
		try {
			answer = pools.shared()
				.apply(ValueFaultTests::answer, new Question(kind.name(), kind.make(), kind.make()))
				.join();
		}
		catch (CompletionException ex) {
			ValueTable.assumeShown(ex.getCause());
			throw ex;
		}
		assertThat(answer.text()).as("in the child").isEqualTo(here);
		assertThat(kind.examine(answer.returned())).as("back again").isEqualTo(here);
	}

	static Stream<Case> cases() {
		return ValueTable.cases();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("oneWay")
	@Tag("F95")
	@Tag("F96")
	void valueWithALambdaDoesTheSameInAChild(Case kind) {
		assertThat(pools.shared().apply(ValueFaultTests::examine, new Question(kind.name(), kind.make(), null)).join())
			.isEqualTo(kind.examine(kind.make()));
	}

	static Stream<Case> oneWay() {
		return ValueTable.oneWay();
	}

}
