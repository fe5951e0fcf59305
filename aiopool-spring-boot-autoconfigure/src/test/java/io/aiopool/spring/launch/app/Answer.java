package io.aiopool.spring.launch.app;

/**
 * Where a method ran.
 *
 * @param pid process id
 * @param loader class name of the class loader of the application
 * @param classPath the class path
 */
public record Answer(long pid, String loader, String classPath) {

}
