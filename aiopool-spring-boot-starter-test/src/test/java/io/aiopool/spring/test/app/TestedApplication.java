package io.aiopool.spring.test.app;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The smallest application that there is something to test of.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(TestedService.class)
public class TestedApplication {

}
