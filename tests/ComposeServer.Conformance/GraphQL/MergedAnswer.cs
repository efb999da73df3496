using System.Text.Json.Nodes;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>What a client makes of the payloads of one answer; it throws where a client could not follow them.</summary>
/// <param name="Data">Text of the data, members in alphabetical order: parts may come in any.</param>
/// <param name="Errors">All errors with their places, in alphabetical order.</param>
/// <param name="Pending">Path and label of what it was told of at first, lists that were at their end already left out. What it is told of later depends on what has come by then.</param>
/// <param name="Failed">Path and label of what did not come, with the error.</param>
sealed record MergedAnswer(
    string Data,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Pending,
    IReadOnlyList<string> Failed
)
{
    public static MergedAnswer Of(IReadOnlyList<JsonObject> payloads)
    {
        var client = new Client();
        for (var i = 0; i < payloads.Count; i++)
            client.Take(payloads[i], isLast: i == payloads.Count - 1);
        return client.Answer();
    }

    sealed class Client
    {
        readonly Dictionary<string, (string Key, JsonArray Path)> _waiting = new(StringComparer.Ordinal);
        readonly List<string> _errors = [];
        readonly List<string> _pending = [];
        readonly List<string> _failed = [];
        readonly HashSet<string> _first = new(StringComparer.Ordinal);
        readonly HashSet<string> _filled = new(StringComparer.Ordinal);
        JsonNode? _data;

        public void Take(JsonObject payload, bool isLast)
        {
            Assert.Equal(!isLast, payload["hasNext"]?.GetValue<bool>() ?? false);
            if (payload.TryGetPropertyValue("data", out var data))
                _data = data?.DeepClone();
            Note(payload);
            foreach (var pending in ListOf(payload, "pending"))
            {
                var path = pending["path"]!.AsArray();
                var key = $"{path.ToJsonString()} {pending["label"]?.GetValue<string>()}";
                _waiting.Add(pending["id"]!.GetValue<string>(), (key, path));
                if (payload.ContainsKey("data"))
                    _first.Add(pending["id"]!.GetValue<string>());
            }

            foreach (var part in ListOf(payload, "incremental"))
                Merge(part);
            foreach (var completed in ListOf(payload, "completed"))
                Complete(completed);
            Assert.True(!isLast || _waiting.Count == 0, "what was pending never came");
        }

        public MergedAnswer Answer() =>
            new(
                Sorted(_data)?.ToJsonString() ?? "null",
                [.. _errors.Order(StringComparer.Ordinal)],
                Ordered(_pending),
                Ordered(_failed)
            );

        void Merge(JsonObject part)
        {
            var id = part["id"]!.GetValue<string>();
            var path = _waiting[id].Path.Concat(part["subPath"]?.AsArray() ?? []);
            var place = At(path);
            _filled.Add(id);
            if (part["items"] is JsonArray items)
                foreach (var item in items)
                    place!.AsArray().Add(item?.DeepClone());
            else
                Merge(place!.AsObject(), part["data"]!.AsObject());
            Note(part);
        }

        JsonNode? At(IEnumerable<JsonNode?> path) =>
            path.Aggregate(
                _data,
                (at, step) => at is JsonArray list ? list[step!.GetValue<int>()] : at?[step!.GetValue<string>()]
            );

        /// <summary>What the client has already must not come again.</summary>
        static void Merge(JsonObject into, JsonObject from)
        {
            foreach (var (name, value) in from)
            {
                Assert.False(into.ContainsKey(name), $"{name} came twice");
                into[name] = value?.DeepClone();
            }
        }

        void Complete(JsonObject completed)
        {
            var id = completed["id"]!.GetValue<string>();
            Assert.True(_waiting.Remove(id, out var pending), $"{id} is not pending");
            var hasCome = _filled.Contains(id) || completed.ContainsKey("errors") || At(pending.Path) is not JsonArray;
            if (_first.Contains(id) && hasCome)
                _pending.Add(pending.Key);
            foreach (var error in ListOf(completed, "errors"))
                _failed.Add($"{pending.Key} {Text(error)}");
        }

        void Note(JsonObject from) => _errors.AddRange(ListOf(from, "errors").Select(Text));

        static string Text(JsonObject error) => $"{error["path"]?.ToJsonString()} {error["message"]}";

        static IEnumerable<JsonObject> ListOf(JsonObject from, string name) =>
            from[name]?.AsArray().Select(item => item!.AsObject()) ?? [];

        static List<string> Ordered(List<string> keys) => [.. keys.Order(StringComparer.Ordinal)];

        static JsonNode? Sorted(JsonNode? node) =>
            node switch
            {
                JsonObject members => new JsonObject(
                    members
                        .OrderBy(member => member.Key, StringComparer.Ordinal)
                        .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
                ),
                JsonArray items => new JsonArray([.. items.Select(Sorted)]),
                _ => node?.DeepClone(),
            };
    }
}
