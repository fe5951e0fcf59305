package io.aiopool.demo.run;

/**
 * A page that was given up.
 *
 * @param url the page
 * @param attempts how often it was tried
 * @param reason what the last attempt failed with
 */
public record PageFailure(String url, int attempts, String reason) {

}
