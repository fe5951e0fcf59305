package io.aiopool.spring.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * Tells whose files this process makes, which is the reliable way to know its user: the
 * system property may name one that the system does not know.
 */
final class Owner {

	private Owner() {
	}

	static boolean isThisProcess(Path directory) throws IOException {
		Path probe = Files.createTempFile(directory, "owner", ".tmp");
		try {
			UserPrincipal user = Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
			return user.equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS));
		}
		finally {
			Files.deleteIfExists(probe);
		}
	}

}
