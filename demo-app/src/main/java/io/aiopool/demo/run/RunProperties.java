package io.aiopool.demo.run;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures runs.
 *
 * @param pages how many list pages are read, from the first
 * @param inFlight how many pages are asked for at a time
 * @param attempts how often a page is tried before it is given up
 * @param backoff wait before the second attempt, doubled before each further one
 * @param csv the file that holds the books of the latest run
 * @param autoStart whether to start a run when the application is ready
 * @param compare whether the run at start-up is followed by one in a single process
 * @param exitWhenDone whether to exit after the runs at start-up, with 0 if no page is
 * missing and 1 otherwise
 */
@ConfigurationProperties("demo")
public record RunProperties(@DefaultValue("50") int pages, @DefaultValue("64") int inFlight,
		@DefaultValue("3") int attempts, @DefaultValue("200ms") Duration backoff, @DefaultValue("books.csv") Path csv,
		@DefaultValue("true") boolean autoStart, @DefaultValue("true") boolean compare,
		@DefaultValue("false") boolean exitWhenDone) {

}
