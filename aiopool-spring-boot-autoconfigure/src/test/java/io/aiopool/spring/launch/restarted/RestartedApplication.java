package io.aiopool.spring.launch.restarted;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Changes one of its own classes whenever it has started, so that DevTools restarts it,
 * and in the end prints what the earlier ones have left behind.
 */
@SpringBootApplication
public class RestartedApplication {

	/** What a line of each start begins with: process id of the worker, versions. */
	public static final String STARTED = "STARTED ";

	/** What the last line but one begins with: processes and pool threads left. */
	public static final String LEFT = "LEFT ";

	/** What the last line begins with: which class loaders are left, from 0. */
	public static final String LOADERS_LEFT = "LOADERS ";

	/**
	 * The present one, the first one, which the thread of Boot's shutdown hook has, and
	 * the one before the present, with whose conditions DevTools compares those of now.
	 */
	private static final int HELD_BY_OTHERS = 3;

	/** How often it is restarted. */
	public static final int RESTARTS = 20;

	/**
	 * Property of this JVM: class loaders so far. In nothing that is restarted itself.
	 */
	private static final String LOADERS = RestartedApplication.class.getName();

	@Bean
	Versioned versioned() {
		return new Versioned();
	}

	@Bean
	ApplicationRunner changes(Versioned versioned) {
		return (arguments) -> {
			Versioned.Said said = versioned.ask();
			List<WeakReference<ClassLoader>> loaders = loaders();
			loaders.add(new WeakReference<>(getClass().getClassLoader()));
			System.out.println(STARTED + said.pid() + " " + said.version() + " " + new Version().number() + " "
					+ getClass().getClassLoader().getClass().getSimpleName());
			if (loaders.size() <= RESTARTS) {
				change(loaders.size());
			}
			else {
				tellWhatIsLeft(loaders);
			}
		};
	}

	@SuppressWarnings("unchecked")
	private static List<WeakReference<ClassLoader>> loaders() {
		return (List<WeakReference<ClassLoader>>) System.getProperties()
			.computeIfAbsent(LOADERS, (name) -> new ArrayList<WeakReference<ClassLoader>>());
	}

	/** Written aside first, as a compiler might be caught half-way otherwise. */
	private static void change(int version) throws IOException {
		ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
		String name = Version.class.getName().replace('.', '/');
		writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
		MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
		constructor.visitCode();
		constructor.visitVarInsn(Opcodes.ALOAD, 0);
		constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
		constructor.visitInsn(Opcodes.RETURN);
		constructor.visitMaxs(0, 0);
		MethodVisitor number = writer.visitMethod(Opcodes.ACC_PUBLIC, "number", "()I", null, null);
		number.visitCode();
		number.visitIntInsn(Opcodes.BIPUSH, version);
		number.visitInsn(Opcodes.IRETURN);
		number.visitMaxs(0, 0);
		Path classes = Path
			.of(RestartedApplication.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		Path draft = Files.write(classes.getParent().resolve("draft"), writer.toByteArray());
		Files.move(draft, classes.resolve(name + ".class"), StandardCopyOption.REPLACE_EXISTING);
	}

	private static void tellWhatIsLeft(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
		clearSoftReferences();
		long end = System.nanoTime() + 2_000_000_000L;
		while (reachable(loaders).split(" ").length > HELD_BY_OTHERS && System.nanoTime() < end) {
			System.gc();
			Thread.sleep(50);
		}
		try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
			List<String> workers = children.map((child) -> child.info().command().orElse("?"))
				.filter((command) -> command.endsWith("java"))
				.toList();
			long threads = Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().startsWith("aiopool-default-worker-"))
				.count();
			System.out.println(LEFT + workers.size() + " " + threads);
		}
		System.out.println(LOADERS_LEFT + reachable(loaders));
		Runtime.getRuntime().exit(0);
	}

	/** Caches of the JDK and of Spring hold classes until memory is short. */
	private static void clearSoftReferences() {
		List<long[]> filling = new ArrayList<>();
		try {
			while (filling.size() < Integer.MAX_VALUE) {
				filling.add(new long[100_000]);
			}
		}
		catch (OutOfMemoryError ex) {
			filling.clear();
		}
	}

	private static String reachable(List<WeakReference<ClassLoader>> loaders) {
		return IntStream.range(0, loaders.size())
			.filter((number) -> loaders.get(number).get() != null)
			.mapToObj(Integer::toString)
			.collect(Collectors.joining(" "));
	}

	public static void main(String[] args) {
		SpringApplication.run(RestartedApplication.class, args);
	}

}
