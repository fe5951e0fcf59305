package io.aiopool.spring.launch.app;

import java.util.List;

/**
 * Where a method ran.
 *
 * @param pid process id
 * @param loader class name of the class loader of the application
 * @param classPath the class path
 * @param javaVersion the feature version of Java
 * @param options the options that its JVM was started with
 */
public record Answer(long pid, String loader, String classPath, int javaVersion, List<String> options) {

}
