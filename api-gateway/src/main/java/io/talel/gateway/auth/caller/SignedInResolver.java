package io.talel.gateway.auth.caller;

import io.talel.gateway.auth.token.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands controllers the caller: {@link SignedIn} while the session goes on, or the {@link AccessToken} itself, whose
 * session may have ended. Counts the call if the endpoint is {@link RateLimited}.
 */
@Component
final class SignedInResolver implements HandlerMethodArgumentResolver {

    private final Callers callers;
    private final RateLimits limits;

    SignedInResolver(Callers callers, RateLimits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == SignedIn.class || type == AccessToken.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        return parameter.getParameterType() == SignedIn.class ? signedIn(request, parameter) : callers.token(request);
    }

    private SignedIn signedIn(HttpServletRequest request, MethodParameter parameter) {
        SignedIn caller = callers.signedIn(request);
        RateLimited limited = parameter.getMethodAnnotation(RateLimited.class);
        if (limited != null) {
            limits.count(limited.value(), caller.userId());
        }
        return caller;
    }
}
