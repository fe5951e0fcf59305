package io.aiopool;

import java.time.Instant;

/**
 * A method with certain arguments that is not run any more, since it kept killing
 * workers. Immutable.
 *
 * @param name name of the task
 * @param fingerprint stands for the method and its arguments, which it does not reveal
 * @param deaths how many workers died of it
 * @param since when it was put into quarantine
 */
public record QuarantinedTask(String name, String fingerprint, int deaths, Instant since) {

}
