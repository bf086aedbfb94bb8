package io.talel.gateway.auth;

import io.talel.gateway.auth.throttle.Limited;
import io.talel.gateway.auth.throttle.PersonalLimits;
import io.talel.gateway.auth.token.AccessToken;
import io.talel.gateway.auth.token.AccessTokens;
import io.talel.gateway.auth.token.TokenRefused;
import io.talel.gateway.web.HttpRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands controllers the caller: {@link SignedIn} while the session goes on, or the {@link AccessToken} itself, whose
 * session may have ended. Counts what a person may do so often, where the endpoint is {@link Limited}.
 */
@Component
final class SignedInResolver implements HandlerMethodArgumentResolver {

    private final AccessTokens tokens;
    private final SessionCheck sessions;
    private final PersonalLimits limits;

    SignedInResolver(AccessTokens tokens, SessionCheck sessions, PersonalLimits limits) {
        this.tokens = tokens;
        this.sessions = sessions;
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
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        AccessToken token = read(BearerToken.in(request.getHeader(HttpHeaders.AUTHORIZATION)));
        return parameter.getParameterType() == SignedIn.class ? signedIn(token, parameter) : token;
    }

    private AccessToken read(String token) {
        try {
            return tokens.read(token);
        } catch (TokenRefused e) {
            throw new HttpRefusal(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
        }
    }

    private SignedIn signedIn(AccessToken token, MethodParameter parameter) {
        SignedIn caller = new SignedIn(token.sessionId(), token.userId(), token.username(), token.begunAt());
        sessions.require(caller);
        Limited limited = parameter.getMethodAnnotation(Limited.class);
        if (limited != null) {
            limits.count(limited.value(), caller.userId());
        }
        return caller;
    }
}
