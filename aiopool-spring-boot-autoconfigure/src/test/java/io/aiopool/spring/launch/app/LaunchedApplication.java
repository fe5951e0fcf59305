package io.aiopool.spring.launch.app;

import java.util.concurrent.CompletableFuture;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Prints where it runs and where its method ran, and ends.
 */
@SpringBootApplication
public class LaunchedApplication {

	/** What a line of its output begins with. */
	public static final String RESULT = "RESULT ";

	/** What the other line begins with. */
	public static final String OPTIONS = "OPTIONS ";

	@Bean
	Asked asked() {
		return new Asked();
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(LaunchedApplication.class, args)) {
			Asked asked = context.getBean(Asked.class);
			// A thread of the common pool, which does not have the launcher's class
			// loader
			Answer answer = CompletableFuture.supplyAsync(asked::where).join();
			System.out.println(OPTIONS + answer.javaVersion() + " " + String.join(" ", answer.options()));
			System.out.println(RESULT + ProcessHandle.current().pid() + " " + answer.pid() + " " + answer.loader() + " "
					+ answer.classPath());
		}
	}

}
