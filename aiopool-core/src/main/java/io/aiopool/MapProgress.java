package io.aiopool;

/**
 * How far a map has come.
 *
 * @param done elements that ended well
 * @param failed elements that failed; the first failure ends the map
 * @param total number of elements, or -1 if the input does not know it
 */
public record MapProgress(long done, long failed, long total) {

}
