package io.aiopool.spring.lifecycle;

import java.nio.file.Files;
import java.nio.file.Path;

import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose first worker never becomes ready.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StoppedWhileStarting {

	public static void main(String[] args) {
		SpringApplication.run(StoppedWhileStarting.class, "--spring.main.web-application-type=none",
				"--aiopool.processes=1", "--aiopool.jvm.max-heap=64MB",
				"--aiopool.initializer=" + Hanging.class.getName(), "--aiopool.init-args=" + args[0]);
	}

	/** Says that it has begun. */
	public static final class Hanging implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) throws Exception {
			Files.writeString(Path.of(context.args().get(0)), "begun");
			Thread.sleep(600_000);
		}

	}

}
