package io.aiopool.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.aiopool.LaunchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Gives a child the class path and the module path of this JVM. Fits applications started
 * from an IDE, a build tool, a script, or an extracted archive, but none whose classes
 * come from an archive within an archive. Stateless.
 */
public final class ClassPathLaunch implements LaunchStrategy {

	@Override
	public Launch resolve(String mainClass) {
		List<String> options = new ArrayList<>();
		String classPath = System.getProperty("java.class.path", "");
		String modulePath = System.getProperty("jdk.module.path", "");
		String mainModule = System.getProperty("jdk.module.main");
		if (mainModule == null || !classPath.isEmpty()) {
			options.addAll(List.of("-cp", absolute(classPath)));
		}
		if (!modulePath.isEmpty()) {
			options.addAll(List.of("--module-path", absolute(modulePath)));
		}
		if (mainModule != null) {
			// Nothing in a child requires the modules of the application, so name them;
			// and those of the JDK that a class path has, as automatic modules name none
			String all = modulePath.isEmpty() ? "" : ",ALL-MODULE-PATH";
			options.addAll(List.of("--add-modules", mainModule + all + ",ALL-DEFAULT"));
		}
		String module = moduleOf(mainClass);
		if (module == null) {
			return new Launch(options, mainClass);
		}
		options.add("--module");
		return new Launch(options, module + "/" + mainClass);
	}

	/** An empty entry, as between two separators, means the working directory. */
	private static String absolute(String path) {
		return Arrays.stream(path.split(File.pathSeparator, -1))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static @Nullable String moduleOf(String mainClass) {
		try {
			ClassLoader loader = ClassPathLaunch.class.getClassLoader();
			return Class.forName(mainClass, false, loader).getModule().getName();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
