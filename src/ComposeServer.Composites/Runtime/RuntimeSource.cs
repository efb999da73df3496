using System.Text.Json;
using ComposeServer.Composites.Format;

namespace ComposeServer.Composites.Runtime;

/// <summary>What a runtime definition is built from: the parts of a composite that are not signatures.</summary>
/// <param name="Models">Definitions by model id, with their members in the order in which fields are to appear.</param>
/// <param name="Aliases">Names by model id; a model without one keeps its own name.</param>
/// <param name="Views">Views added by the composite, by model id and field.</param>
/// <param name="Indices">Indices by model id.</param>
/// <param name="CommonEmbeds">Names of embedded types that are shared by models and so get no prefix.</param>
sealed record RuntimeSource(
    OrderedMap<JsonElement> Models,
    OrderedMap<string> Aliases,
    OrderedMap<OrderedMap<JsonElement>> Views,
    OrderedMap<IReadOnlyList<ModelIndex>> Indices,
    IReadOnlySet<string> CommonEmbeds
);
