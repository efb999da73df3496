using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models;

public sealed partial class ModelDefinition
{
    /// <summary>Reads a definition member by member; the first member of a wrong shape ends it.</summary>
    sealed class Reader
    {
        string _error = "";

        public bool TryRead(IpldValue? value, out ModelDefinition definition, out string error)
        {
            definition = value is IpldMap map ? Read(map)! : Wrong("", "an object")!;
            error = _error;
            return definition is not null;
        }

        ModelDefinition? Read(IpldMap map)
        {
            var name = Text(map, "name", required: true);
            var relation = AccountRelationOf(map);
            var schema = Map(map, "schema", required: true);
            var definition = new ModelDefinition(map, name ?? "", relation, schema ?? IpldMap.Empty)
            {
                Version = Text(map, "version") ?? "",
                Description = Text(map, "description"),
                IsInterface = Flag(map, "interface"),
                Implements = Ids(map, "implements"),
                ImmutableFields = Texts(map, "immutableFields"),
                Relations = Each(map, "relations", RelationOf),
                Views = Each(map, "views", ViewOf),
            };
            return _error.Length == 0 ? definition : null;
        }

        AccountRelation AccountRelationOf(IpldMap map)
        {
            var value = map.TryGet("accountRelation", out var found) ? found : null;
            // Definitions from before version 1.0 hold the bare word.
            var type = value is IpldMap inner
                ? Text(inner, "type", "accountRelation.type")
                : (value as IpldString)?.Value;
            switch (type)
            {
                case "list":
                    return new(AccountRelationKind.List, []);
                case "single":
                    return new(AccountRelationKind.Single, []);
                case "none":
                    return new(AccountRelationKind.None, []);
                case "set" when value is IpldMap set:
                    return new(AccountRelationKind.Set, Texts(set, "fields", "accountRelation.fields", required: true));
                default:
                    Wrong("accountRelation", "{\"type\": …} with one of list, single, set, none");
                    return new(AccountRelationKind.List, []);
            }
        }

        ModelRelation? RelationOf(string path, IpldMap map)
        {
            switch (Text(map, "type", path + ".type"))
            {
                case "account":
                    return new ModelRelation.Account();
                case "document":
                    return new ModelRelation.Document(ModelOrNull(map, path));
                default:
                    Wrong(path + ".type", "one of account, document");
                    return null;
            }
        }

        ModelView? ViewOf(string path, IpldMap map)
        {
            if (Text(map, "type", path + ".type", required: true) is not { } type)
                return null;
            var kind = ModelView.KindOf(type);
            if (kind is ModelViewKind.Unknown or ModelViewKind.DocumentAccount or ModelViewKind.DocumentVersion)
                return new(kind, null, null);
            return new(kind, ModelOrNull(map, path), Text(map, "property", path + ".property", required: true));
        }

        StreamId? ModelOrNull(IpldMap map, string path)
        {
            if (map.TryGet("model", out var value) && value is IpldNull)
                return null;
            if (
                value is IpldString text
                && StreamId.TryFind(text.Value, out var id, out _)
                && id.Type == StreamType.Model
            )
                return id;
            Wrong(path + ".model", "the StreamID of a model, or null");
            return null;
        }

        List<StreamId> Ids(IpldMap map, string key)
        {
            var ids = new List<StreamId>();
            foreach (var text in Texts(map, key))
            {
                if (StreamId.TryFind(text, out var id, out _))
                    ids.Add(id);
                else
                    Wrong(key, "an array of StreamIDs");
            }

            return ids;
        }

        List<KeyValuePair<string, T>> Each<T>(IpldMap map, string key, Func<string, IpldMap, T?> read)
            where T : class
        {
            var all = new List<KeyValuePair<string, T>>();
            foreach (var (name, value) in (Map(map, key) ?? IpldMap.Empty).Entries)
            {
                if (value is not IpldMap inner)
                    Wrong($"{key}.{name}", "an object");
                else if (read($"{key}.{name}", inner) is { } entry)
                    all.Add(new(name, entry));
            }

            return all;
        }

        List<string> Texts(IpldMap map, string key, string? path = null, bool required = false)
        {
            var texts = new List<string>();
            if (!map.TryGet(key, out var value))
            {
                if (required)
                    Wrong(path ?? key, "an array of strings");
                return texts;
            }

            if (value is not IpldList list)
                return Wrong<List<string>>(path ?? key, "an array of strings") ?? texts;
            foreach (var item in list.Items)
            {
                if (item is IpldString text)
                    texts.Add(text.Value);
                else
                    Wrong(path ?? key, "an array of strings");
            }

            return texts;
        }

        string? Text(IpldMap map, string key, string? path = null, bool required = false)
        {
            if (!map.TryGet(key, out var value))
                return required ? Wrong<string>(path ?? key, "a string") : null;
            return value is IpldString text ? text.Value : Wrong<string>(path ?? key, "a string");
        }

        IpldMap? Map(IpldMap map, string key, bool required = false)
        {
            if (!map.TryGet(key, out var value))
                return required ? Wrong<IpldMap>(key, "an object") : null;
            return value as IpldMap ?? Wrong<IpldMap>(key, "an object");
        }

        bool Flag(IpldMap map, string key)
        {
            if (!map.TryGet(key, out var value))
                return false;
            if (value is IpldBool flag)
                return flag.Value;
            Wrong(key, "true or false");
            return false;
        }

        ModelDefinition? Wrong(string path, string expected) => Wrong<ModelDefinition>(path, expected);

        T? Wrong<T>(string path, string expected)
            where T : class
        {
            if (_error.Length == 0)
                _error = $"Invalid model definition: {(path.Length == 0 ? "it" : path)} must be {expected}";
            return null;
        }
    }
}
