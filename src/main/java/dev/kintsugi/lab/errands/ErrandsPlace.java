package dev.kintsugi.lab.errands;

import dev.kintsugi.services.Services;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the services of a run and the proxies before them listen, and which films there are. Immutable.
///
/// @param services the port of the first service, the others follow it; 0 for any free ones
/// @param proxies  the port of the first proxy, the others follow it in the same order; 0 for any free ones
/// @param movies   a JSON array of films, each with `name` and `original_name`; absent for the lab's own
public record ErrandsPlace(int services, int proxies, @Nullable Path movies) {
    /// Any free ports, the lab's own films.
    public static final ErrandsPlace ANYWHERE = new ErrandsPlace(0, 0, null);

    /// Throws a [dev.kintsugi.domain.Problem] when seven do not fit there.
    public ErrandsPlace {
        Services.Settings.fits("The first service's port", services);
        Services.Settings.fits("The first proxy's port", proxies);
    }
}
