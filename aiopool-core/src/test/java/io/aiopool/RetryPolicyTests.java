package io.aiopool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryPolicyTests {

	@Test
	void waitsGrowUpToTheLongest() {
		RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(100), 3, Duration.ofSeconds(1), List.of(), List.of());
		assertThat(policy.delayAfter(1)).hasMillis(100);
		assertThat(policy.delayAfter(2)).hasMillis(300);
		assertThat(policy.delayAfter(3)).hasMillis(900);
		assertThat(policy.delayAfter(4)).hasSeconds(1);
		assertThat(policy.delayAfter(8)).hasSeconds(1);
	}

	@Test
	void attemptsAreCountedWithTheFirst() {
		RetryPolicy policy = RetryPolicy.of(3, Duration.ZERO);
		assertThat(policy.retries(new IOException(), 2)).isTrue();
		assertThat(policy.retries(new IOException(), 3)).isFalse();
		assertThat(RetryPolicy.NONE.retries(new IOException(), 1)).isFalse();
	}

	@Test
	void errorsAreNotRetriedUnlessTheyAreNamed() {
		assertThat(RetryPolicy.of(2, Duration.ZERO).retries(new StackOverflowError(), 1)).isFalse();
		RetryPolicy named = new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO, List.of(StackOverflowError.class),
				List.of());
		assertThat(named.retries(new StackOverflowError(), 1)).isTrue();
	}

	@Test
	void whatIsExcludedWins() {
		RetryPolicy policy = new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO, List.of(IOException.class),
				List.of(NoSuchFileException.class));
		assertThat(policy.retries(new IOException(), 1)).isTrue();
		assertThat(policy.retries(new NoSuchFileException("x"), 1)).isFalse();
		assertThat(policy.retries(new IllegalStateException(), 1)).isFalse();
	}

	@Test
	void anExceptionIsOfTheTypeThatItHadInTheWorker() {
		RemoteTaskException described = new RemoteTaskException("m",
				List.of("a.B", NoSuchFileException.class.getName(), IOException.class.getName()), "s");
		IllegalStateException standsFor = new IllegalStateException();
		standsFor.addSuppressed(new RemoteTypeException("m", described.remoteTypes(), "s"));
		RetryPolicy policy = new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO, List.of(IOException.class), List.of());
		RetryPolicy excluding = new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO, List.of(),
				List.of(NoSuchFileException.class));
		for (Throwable failure : List.of(described, standsFor)) {
			assertThat(policy.retries(failure, 1)).isTrue();
			assertThat(excluding.retries(failure, 1)).isFalse();
			assertThat(RetryPolicy.of(2, Duration.ZERO).retries(failure, 1)).isTrue();
		}
		assertThat(policy.retries(new RemoteTaskException("m", "a.B", "s"), 1)).isFalse();
		RemoteTaskException error = new RemoteTaskException("m", List.of("a.E", "java.lang.Error"), "s");
		assertThat(RetryPolicy.of(2, Duration.ZERO).retries(error, 1)).isFalse();
	}

	@Test
	void whatCannotWorkIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.of(0, Duration.ZERO))
			.withMessage("retry.attempts must be at least 1, but was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.of(1, Duration.ofSeconds(-1)))
			.withMessageContaining("retry.backoff");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Double.NaN, Duration.ZERO, List.of(), List.of()))
			.withMessageContaining("NaN");
	}

}
