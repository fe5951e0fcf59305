package io.aiopool.spring.autoconfigure;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the endpoint.
 *
 * @param showDetails When to show what workers have printed, their thread dumps and heap
 * histograms. Default: never.
 * @param roles Roles one of which a user needs to be shown details when authorized. If
 * empty, all authenticated users are. Default: none.
 */
@ConfigurationProperties("management.endpoint.aiopool")
record AiopoolEndpointProperties(@DefaultValue("never") Show showDetails, @DefaultValue Set<String> roles) {

}
