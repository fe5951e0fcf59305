package io.aiopool.benchmarks.app;

import java.util.Locale;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import reactor.core.publisher.Mono;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application of the usual size, packed as an executable jar. Prints what it measures,
 * and goes on until it is killed.
 */
@SpringBootApplication
public class MeasuredApplication {

	/** What a line with values begins with. */
	public static final String RESULT = "result ";

	public static void main(String[] arguments) {
		SpringApplication.run(MeasuredApplication.class, arguments);
	}

	/** Something to call. */
	@Service
	static class Answers {

		@OffProcess
		int answer(int question) {
			return question + 1;
		}

	}

	/** Something to ask for from outside. */
	@RestController
	static class Ping {

		@GetMapping("/ping")
		Mono<String> ping() {
			return Mono.just("pong");
		}

	}

	@Bean
	ApplicationRunner measured(Answers answers, ProcessPool pool, Environment environment) {
		String work = environment.getProperty("work");
		long seconds = environment.getProperty("seconds", Long.class, 1L);
		return (arguments) -> {
			if (work != null) {
				beats(work, seconds, pool);
			}
			else {
				first(answers);
			}
		};
	}

	/** The pool is lazy, so this is from its start to the first result. */
	private static void first(Answers answers) {
		long begin = System.nanoTime();
		answers.answer(1);
		print("first result ms=" + (System.nanoTime() - begin) / 1e6);
	}

	private static void beats(String work, long seconds, ProcessPool pool) throws InterruptedException {
		StringWork.start(work, pool);
		Thread.sleep(3_000);
		print("beating=1");
		Heartbeat heartbeat = Heartbeat.of(seconds);
		print(String.format(Locale.ROOT, "heartbeat p99 ms=%f;heartbeat p99.9 ms=%f", heartbeat.percentile(0.99),
				heartbeat.percentile(0.999)));
	}

	private static void print(String values) {
		System.out.println(RESULT + values);
	}

}
