package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;

import io.aiopool.OffProcess;
import io.aiopool.OffProcessException;
import io.aiopool.RemoteTaskException;
import io.aiopool.Retry;
import io.aiopool.elsewhere.DriverException;
import io.aiopool.elsewhere.LoggingException;
import io.aiopool.elsewhere.ParserException;
import io.aiopool.spring.ChildProcesses;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Exceptions of libraries that nobody has trusted, as callers, retries and meters of an
 * application see them.
 */
@Timeout(60)
class ExceptionTypeProcessTests {

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext context;

	private final Work work = context.getBean(Work.class);

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(ChildProcesses.small())
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
		ChildProcesses.awaitNone();
	}

	@Test
	@Tag("F101")
	void retryOfSpringSeesTheTypeThatItIncludes() throws Exception {
		String driver = directory.resolve("driver").toString();
		assertThat(this.work.busyTwice(driver)).isEqualTo(3);
		String parser = directory.resolve("parser").toString();
		assertThat(this.work.unparsableTwice(parser)).isEqualTo(3);
	}

	@Test
	@Tag("F101")
	void retryOfTheAnnotationSeesTheTypeThatItIncludes() {
		assertThat(this.work.loggingOnce(directory.resolve("logging").toString())).isEqualTo(2);
	}

	@Test
	@Tag("F101")
	void callersCatchAndMetersNameWhatWasThrown() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.work::locked)
			.satisfies((failure) -> assertThat(failure.getErrorCode()).isEqualTo(5))
			.satisfies(
					(failure) -> assertThat(OffProcessException.isCausedBy(failure, DriverException.class)).isTrue());
		assertThatExceptionOfType(RemoteTaskException.class).isThrownBy(this.work::logging)
			.satisfies((failure) -> assertThat(failure.isCausedBy(LoggingException.class.getName())).isTrue());
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		assertThat(registry.get("aiopool.task").tag("exception", "DriverException").timer().count()).isPositive();
		assertThat(registry.get("aiopool.task").tag("exception", "LoggingException").timer().count()).isPositive();
	}

	static class Work {

		@OffProcess
		@Retryable(includes = SQLException.class, maxRetries = 2, delay = 1)
		public int busyTwice(String file) throws SQLException, IOException {
			int attempt = attempt(file);
			if (attempt < 3) {
				throw new DriverException("locked", DriverException.Code.BUSY);
			}
			return attempt;
		}

		@OffProcess
		@Retryable(includes = ParserException.class, maxRetries = 2, delay = 1)
		public int unparsableTwice(String file) throws Exception {
			int attempt = attempt(file);
			if (attempt < 3) {
				throw new ParserException("unexpected end", 7);
			}
			return attempt;
		}

		@OffProcess(retry = @Retry(attempts = 2, backoff = "1ms", include = LoggingException.class))
		public int loggingOnce(String file) {
			try {
				int attempt = attempt(file);
				if (attempt < 2) {
					throw new LoggingException("once");
				}
				return attempt;
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@OffProcess
		public void locked() throws SQLException {
			throw new DriverException("locked", DriverException.Code.BUSY);
		}

		@OffProcess
		public void logging() {
			throw new LoggingException("logged");
		}

		private static int attempt(String file) throws IOException {
			Files.write(Path.of(file), List.of("x"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			return Files.readAllLines(Path.of(file)).size();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableResilientMethods
	static class Application {

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
