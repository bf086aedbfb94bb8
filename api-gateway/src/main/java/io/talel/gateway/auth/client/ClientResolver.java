package io.talel.gateway.auth.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers the {@link Client}. */
@Component
final class ClientResolver implements HandlerMethodArgumentResolver {

    private final TrustedProxies proxies;

    ClientResolver(ClientSettings settings) {
        this.proxies = new TrustedProxies(settings.networks());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Client.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        return client(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }

    private Client client(HttpServletRequest request) {
        List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .toList();
        return new Client(
                proxies.clientOf(request.getRemoteAddr(), forwarded),
                DeviceDescription.of(request.getHeader(HttpHeaders.USER_AGENT)));
    }
}
