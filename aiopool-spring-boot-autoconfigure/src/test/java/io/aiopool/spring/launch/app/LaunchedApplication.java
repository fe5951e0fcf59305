package io.aiopool.spring.launch.app;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.aiopool.WorkerLostException;

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

	/** Where a class came from that a worker loaded after a damage. */
	public static final String LOADED = "LOADED ";

	@Bean
	Asked asked() {
		return new Asked();
	}

	public static void main(String[] args) throws Exception {
		try (ConfigurableApplicationContext context = SpringApplication.run(LaunchedApplication.class, args)) {
			Asked asked = context.getBean(Asked.class);
			// A thread of the common pool, which does not have the launcher's class
			// loader
			Answer answer = CompletableFuture.supplyAsync(asked::where).join();
			if (System.getProperty("damage") != null) {
				answer = answerOfTheNextWorker(asked, answer);
				System.out.println(LOADED + asked.load(Damage.CLASS));
			}
			System.out.println(OPTIONS + answer.javaVersion() + " " + String.join(" ", answer.options()));
			System.out.println(RESULT + ProcessHandle.current().pid() + " " + answer.pid() + " " + answer.loader() + " "
					+ answer.classPath());
		}
	}

	/** Damages the cache, and kills the worker that still has all it needs. */
	private static Answer answerOfTheNextWorker(Asked asked, Answer before) throws Exception {
		Damage.valueOf(System.getProperty("damage")).happen(Path.of(System.getenv("XDG_CACHE_HOME"), "aiopool"));
		ProcessHandle worker = ProcessHandle.of(before.pid()).orElseThrow();
		worker.destroyForcibly();
		worker.onExit().join();
		while (true) {
			try {
				return asked.where();
			}
			catch (WorkerLostException ex) {
				// It was sent to the worker that is dead
			}
		}
	}

}
