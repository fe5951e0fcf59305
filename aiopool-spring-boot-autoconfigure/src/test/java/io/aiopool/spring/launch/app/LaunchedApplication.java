package io.aiopool.spring.launch.app;

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

	@Bean
	Asked asked() {
		return new Asked();
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(LaunchedApplication.class, args)) {
			Answer answer = context.getBean(Asked.class).where();
			System.out.println(RESULT + ProcessHandle.current().pid() + " " + answer.pid() + " " + answer.loader() + " "
					+ answer.classPath());
		}
	}

}
