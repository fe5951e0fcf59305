package io.aiopool.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;
import io.aiopool.docs.Page.Block;

/**
 * Compiles the Java blocks of a page as one program: types stand for themselves, members
 * and statements are put into a class. What a page takes for granted is in
 * {@code context/<page>.java}. A line that says {@code …} stands for nothing.
 */
final class Snippets {

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	private final Page page;

	private final Path classes;

	/**
	 * Creates the compiler of a page.
	 * @param page the page
	 * @param classes the directory for the class files
	 */
	Snippets(Page page, Path classes) {
		this.page = page;
		this.classes = classes;
	}

	/**
	 * Compiles.
	 * @return what does not compile, with lines of the page; empty if everything does
	 */
	List<String> errors() {
		List<JavaFileObject> sources = new ArrayList<>();
		List<String> errors = new ArrayList<>();
		for (Block block : this.page.blocks("java")) {
			Source source = source(block);
			if (source == null) {
				errors.add(this.page + ":" + block.line() + ": is neither a type, nor members, nor statements");
			}
			else {
				sources.add(source);
			}
		}
		sources.add(new Source("context", 0, head() + context()));
		DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
		task(sources, found).call();
		found.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map(this::describe)
			.forEach(errors::add);
		return errors;
	}

	private String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
		long line = diagnostic.getLineNumber();
		String where = (diagnostic.getSource() instanceof Source source) ? source.where(line) : "?";
		return this.page + ":" + where + ": " + diagnostic.getMessage(Locale.ROOT);
	}

	/** The first form that can be parsed. */
	private Source source(Block block) {
		String code = block.text().replaceAll("(?m)^\\s*…$", "");
		String name = "Snippet" + block.line();
		List<String> forms = List.of("%s", "class " + name + " extends Context { %s }",
				"class " + name + " extends Context { void code() throws Throwable { %s } }");
		for (String form : forms) {
			Source source = new Source(name, block.line(), head() + form.formatted(code));
			if (parses(source)) {
				return source;
			}
		}
		return null;
	}

	private boolean parses(Source source) {
		DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
		try {
			((JavacTask) task(List.of(source), found)).parse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return found.getDiagnostics().stream().noneMatch((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR);
	}

	private JavaCompiler.CompilationTask task(List<? extends JavaFileObject> sources,
			DiagnosticCollector<JavaFileObject> found) {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return COMPILER.getTask(new StringWriter(), null, found, List.of("--release", "17", "-proc:none", "-parameters",
				"-d", this.classes.toString(), "-cp", classPath), null, sources);
	}

	/** One line, so that lines can be counted. */
	private String head() {
		return "package page." + this.page.identifier() + "; "
				+ resource("imports.txt").lines()
					.filter((line) -> !line.isBlank())
					.map((line) -> "import " + line + "; ")
					.collect(Collectors.joining());
	}

	private String context() {
		String context = resource("context/" + this.page.identifier() + ".java");
		return context.isEmpty() ? "class Context { }" : context;
	}

	private static String resource(String name) {
		try (InputStream in = Snippets.class.getClassLoader().getResourceAsStream(name)) {
			return (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A block as a source file whose name does not matter. */
	private static final class Source extends SimpleJavaFileObject {

		private final int line;

		private final String code;

		Source(String name, int line, String code) {
			super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
			this.line = line;
			this.code = code;
		}

		String where(long lineOfSource) {
			return (this.line == 0) ? "context line " + lineOfSource : String.valueOf(this.line + lineOfSource - 1);
		}

		@Override
		public boolean isNameCompatible(String simpleName, Kind kind) {
			return true;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}
