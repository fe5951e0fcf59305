package io.aiopool.values.corpus;

import java.lang.reflect.Method;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Methods that are not called: they wait, do something to the process or its files, or
 * ask the network.
 */
final class Blocking {

	private static final Pattern NAMES = Pattern.compile("wait.*|.*[aA]wait.*|notify.*|take|take[A-Z].*|join|"
			+ "acquire.*|lock.*|newCondition|tryTransfer|transfer|exchange|close.*|shutdown.*|exit|halt|start|start[A-Z].*|"
			+ "run|call|exec.*|open.*|delete.*|create[A-Z].*|mk.*|renameTo|connect.*|getContent|getHostName|"
			+ "getCanonicalHostName|toRealPath|toAbsolutePath|getAbsolute.*|getCanonical.*|isReachable|"
			+ "setLastModified|setReadOnly|setReadable|setWritable|setExecutable|print.*|flush.*|getClass|toFile|"
			+ "finalize|get(Free|Total|Usable)Space|list|listFiles|lastModified|force.*|load.*|get.*Lock|register.*|"
			+ "getThreadGroup|getNetworkInterfaces|toString|array|arrayOffset|hasArray|.*[iI]terator|spliterator|.*[sS]tream|elements|stackWalker|getStackTrace|"
			+ "fillInStackTrace|read.*|write.*|invoke.*|send.*|submit.*|fork.*|quietly.*|isFile|isDirectory|exists|"
			+ "canRead|canWrite|canExecute|hashCode|newInstance|newThread|permutations|shuffle.*|combinations|crossProduct|powerSet|.*[sS]lidBy|parallel.*|par|dump.*|debug.*|onSpinWait|get2DigitYearStart");

	private Blocking() {
	}

	static boolean blocks(Object value, Method method) {
		String name = method.getName();
		if (NAMES.matcher(name).matches()) {
			return true;
		}
		if (value instanceof Iterable<?> && name.matches("with(out)?(All|Occurrences)?")) {
			// Changes what is asked, where it is mutable
			return true;
		}
		return value instanceof Future<?> && (name.startsWith("get") || name.startsWith("result"))
				|| value instanceof BlockingQueue<?>
						&& (name.startsWith("put") || name.startsWith("offer") && method.getParameterCount() > 1
								|| name.startsWith("poll") && method.getParameterCount() > 0);
	}

}
