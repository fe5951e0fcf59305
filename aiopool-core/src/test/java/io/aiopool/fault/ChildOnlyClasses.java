package io.aiopool.fault;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import io.aiopool.LaunchStrategy;
import io.aiopool.LaunchStrategy.Launch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Classes that the children have and this JVM has not.
 */
final class ChildOnlyClasses {

	private ChildOnlyClasses() {
	}

	/** Compiles an exception into a directory. */
	static String compileException(Path directory) throws Exception {
		return compileException(directory, Exception.class);
	}

	/** Compiles an exception of a kind into a directory. */
	static String compileException(Path directory, Class<? extends Exception> kind) throws Exception {
		return compile(directory, "OnlyThereException", "public class OnlyThereException extends " + kind.getName()
				+ " { public OnlyThereException(String message) { super(message); } }");
	}

	/** Compiles a value into a directory. */
	static String compileValue(Path directory) throws Exception {
		return compile(directory, "OnlyThere",
				"public class OnlyThere implements java.io.Serializable { public int number = 1; }");
	}

	private static String compile(Path directory, String name, String code) throws Exception {
		Path source = directory.resolve(name + ".java");
		Files.writeString(source, "package io.aiopool.fault;\n" + code);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler.run(null, null, null, "-proc:none", "-d", directory.toString(), source.toString()))
			.isZero();
		return "io.aiopool.fault." + name;
	}

	/** This JVM's class path and one directory more. */
	static LaunchStrategy launch(Path directory) {
		String classPath = System.getProperty("java.class.path") + File.pathSeparator + directory;
		return (mainClass) -> new Launch(List.of("-cp", classPath), mainClass);
	}

}
