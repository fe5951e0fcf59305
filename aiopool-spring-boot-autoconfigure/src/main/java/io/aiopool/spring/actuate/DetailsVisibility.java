package io.aiopool.spring.actuate;

import java.util.Collection;
import java.util.List;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * Who sees what workers have printed, their stacks and what is on their heaps. Immutable.
 *
 * @param show when they are shown
 * @param roles roles one of which a user needs, where it depends on the user; any user
 * will do if there are none
 */
public record DetailsVisibility(Show show, Collection<String> roles) {

	public DetailsVisibility {
		roles = List.copyOf(roles);
	}

	boolean isGranted(SecurityContext securityContext) {
		return this.show.isShown(securityContext, this.roles);
	}

}
