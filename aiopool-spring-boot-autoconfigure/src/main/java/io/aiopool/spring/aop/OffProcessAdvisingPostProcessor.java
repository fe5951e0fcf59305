package io.aiopool.spring.aop;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;

/**
 * Adds the advisor behind those that a bean has, or makes a proxy. Not a bean itself,
 * because it is {@code Ordered}: {@link OffProcessBeanPostProcessor} is one in its place.
 */
final class OffProcessAdvisingPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final long serialVersionUID = 1L;

	OffProcessAdvisingPostProcessor(Advisor advisor) {
		this.advisor = advisor;
	}

}
