package io.aiopool.soak;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.aiopool.TaskContext;
import io.aiopool.fault.MisbehavingTasks;

/**
 * Bodies of tasks that end their worker, or have it ended. Each notes its begin, and the
 * process in which it is, before it does anything.
 */
final class FatalTasks {

	private FatalTasks() {
	}

	/** Holds its worker until that is killed; a second attempt ends at once. */
	static Answer hold(Order order) throws IOException {
		boolean first = TaskContext.current().attempt() == 1;
		if (first) {
			SoakWorker.sabotage().forgetBegins();
		}
		announce(order);
		if (first) {
			MisbehavingTasks.ignoreInterrupts();
		}
		return Answer.to(order);
	}

	/** Says that it has begun, and returns a large answer. */
	static Answer write(Order order) throws IOException {
		announce(order);
		return Answer.to(order);
	}

	private static void announce(Order order) throws IOException {
		SoakTasks.begin(order);
		Path file = SoakWorker.held(SoakWorker.directory(), order.id());
		Path complete = file.resolveSibling(file.getFileName() + ".new");
		Files.writeString(complete, Long.toString(ProcessHandle.current().pid()));
		Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING);
	}

	static Answer exit(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.exit(order.id() % 100);
		return Answer.to(order);
	}

	static Answer halt(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.halt(order.id() % 100);
		return Answer.to(order);
	}

	static Answer exitWithHangingHook(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.exitWithHangingHook();
		return Answer.to(order);
	}

	static Answer segfault(Order order) throws IOException, ReflectiveOperationException {
		announce(order);
		MisbehavingTasks.segfault();
		return Answer.to(order);
	}

	static Answer exhaustHeap(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.exhaustHeap();
		return Answer.to(order);
	}

	static Answer exhaustMetaspace(Order order) throws Exception {
		announce(order);
		MisbehavingTasks.exhaustMetaspace();
		return Answer.to(order);
	}

	static Answer exhaustDirectMemory(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.exhaustDirectMemory();
		return Answer.to(order);
	}

	static Answer exhaustThreads(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.exhaustThreads();
		return Answer.to(order);
	}

	static Answer overflowStack(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.overflowStack(0);
		return Answer.to(order);
	}

	static Answer loop(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.loop();
		return Answer.to(order);
	}

	static Answer blockInNativeCode(Order order) throws Exception {
		String pipe = MisbehavingTasks.makePipe(Files.createTempDirectory(SoakWorker.directory(), "pipe"));
		announce(order);
		MisbehavingTasks.blockInNativeCode(pipe);
		return Answer.to(order);
	}

	static Answer leaveGrandchild(Order order) throws IOException {
		announce(order);
		MisbehavingTasks.leaveGrandchild(SoakWorker.directory().resolve("grandchildren").toString());
		return Answer.to(order);
	}

	/**
	 * As a broken native library would, writes to descriptors that are not its own: to
	 * all sockets that this process has. Then it holds its worker.
	 */
	static Answer writeGarbage(Order order) throws IOException, ReflectiveOperationException {
		announce(order);
		Constructor<FileDescriptor> descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
		descriptor.setAccessible(true);
		try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path one : all) {
				if (Files.isSymbolicLink(one) && Files.readSymbolicLink(one).toString().startsWith("socket:")) {
					int number = Integer.parseInt(one.getFileName().toString());
					writeGarbage(new FileOutputStream(descriptor.newInstance(number)));
				}
			}
		}
		MisbehavingTasks.ignoreInterrupts();
		return Answer.to(order);
	}

	private static void writeGarbage(FileOutputStream socket) {
		try {
			socket.write("no frame at all\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			// The JDK has a socket of its own, whose other end is closed.
		}
	}

}
