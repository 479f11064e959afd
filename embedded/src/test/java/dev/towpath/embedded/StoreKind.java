package dev.towpath.embedded;

import dev.towpath.Pipeline;
import java.nio.file.Path;

/// The kinds of stores on which every pipeline has to behave alike.
enum StoreKind {
    SQLITE,
    MEMORY;

    Towpath open(Path folder, Pipeline<?, ?>... pipelines) {
        return open(folder, TowpathOptions.DEFAULT.cpuSlots(2), pipelines);
    }

    Towpath open(Path folder, TowpathOptions options, Pipeline<?, ?>... pipelines) {
        return switch (this) {
            case SQLITE -> Towpath.open(folder.resolve(".towpath"), options, pipelines);
            case MEMORY -> Towpath.transientStore(options, pipelines);
        };
    }
}
