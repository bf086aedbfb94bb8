package io.talel.gateway.web.parameter;

import io.talel.kernel.InvalidValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a second value of a parameter that the endpoint knows. Spring would join both with a comma. */
@Component
final class SingleParameters implements HandlerInterceptor, WebMvcConfigurer {

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    /** @throws InvalidValue of the name that is given twice */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
                if (declared != null) {
                    requireOne(request, name(parameter, declared));
                }
            }
        }
        return true;
    }

    private String name(MethodParameter parameter, RequestParam declared) {
        parameter.initParameterNameDiscovery(names);
        return declared.name().isEmpty() ? Objects.requireNonNull(parameter.getParameterName()) : declared.name();
    }

    private static void requireOne(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new InvalidValue(name, "must not be given more than once");
        }
    }
}
