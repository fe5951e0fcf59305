package io.aiopool;

import java.time.Instant;

/**
 * A method with certain arguments that is not run any more, since it kept killing
 * workers; or, with a fingerprint that begins with {@code method-}, a method that killed
 * workers with ever other arguments, and of which one task runs at a time until one ends
 * well. Immutable.
 *
 * @param name name of the task
 * @param fingerprint stands for the method and its arguments, which it does not reveal,
 * or for the method alone
 * @param deaths how many workers died of it
 * @param since when it was put into quarantine
 */
public record QuarantinedTask(String name, String fingerprint, int deaths, Instant since) {

}
