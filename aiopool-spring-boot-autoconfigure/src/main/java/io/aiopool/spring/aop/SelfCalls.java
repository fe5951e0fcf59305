package io.aiopool.spring.aop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Finds calls that a class makes to its own annotated methods. They pass no proxy, so
 * they run in the caller's process. Calls by annotated methods do not count, as those run
 * in the worker already; nor do those of a class that holds another instance of itself,
 * which may well be the proxy.
 */
final class SelfCalls extends ClassVisitor {

	private final String owner;

	private final Map<String, OffProcessMethod> methods;

	private final Set<String> found = new TreeSet<>();

	private SelfCalls(Class<?> type, Map<String, OffProcessMethod> methods) {
		super(SpringAsmInfo.ASM_VERSION);
		this.owner = Type.getInternalName(type);
		this.methods = methods;
	}

	/**
	 * Looks for such calls in the class file.
	 * @param type the class
	 * @param methods its annotated methods
	 * @return one sentence for each pair of methods; none if there is no class file
	 */
	static Set<String> find(Class<?> type, Iterable<OffProcessMethod> methods) {
		Field[] fields = type.getDeclaredFields();
		if (Arrays.stream(fields).anyMatch((field) -> field.getType().isAssignableFrom(type))) {
			return Set.of();
		}
		try (InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (file == null) {
				return Set.of();
			}
			SelfCalls calls = new SelfCalls(type,
					StreamSupport.stream(methods.spliterator(), false)
						.collect(Collectors.toMap((method) -> key(method.method()), Function.identity(),
								(first, second) -> first)));
			new ClassReader(file).accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			return calls.found;
		}
		catch (IOException | IllegalArgumentException ex) {
			// No class file, or one of a later Java than this Spring reads: nothing to
			// warn of
			return Set.of();
		}
	}

	private static String key(Method method) {
		return method.getName() + Type.getMethodDescriptor(method);
	}

	@Override
	public @Nullable MethodVisitor visitMethod(int access, String caller, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		boolean madeByCompiler = (access & Opcodes.ACC_SYNTHETIC) != 0;
		if (madeByCompiler || this.methods.containsKey(caller + descriptor)) {
			return null;
		}
		return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
			@Override
			public void visitMethodInsn(int opcode, String type, String name, String calledDescriptor,
					boolean isInterface) {
				OffProcessMethod called = SelfCalls.this.methods.get(name + calledDescriptor);
				if (called != null && type.equals(SelfCalls.this.owner)) {
					SelfCalls.this.found.add(called.describe() + " is called by " + caller
							+ " of the same class, so that call runs in this process. Call it from another bean");
				}
			}
		};
	}

}
