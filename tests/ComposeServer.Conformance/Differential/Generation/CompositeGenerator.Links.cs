namespace ComposeServer.Conformance.Differential.Generation;

sealed partial class CompositeGenerator
{
    /// <summary>A field that names a document, and perhaps a view that shows it.</summary>
    void AddReference(GeneratedType type)
    {
        var target = _chance.OneIn(3) || _models.Count == 0 ? "Node" : _chance.Of(_models).Name;
        var field = new GeneratedField(
            _names.NextField(),
            _chance.Of("StreamID", "StreamID!"),
            $"@documentReference(model: \"{target}\")"
        );
        if (_chance.OneIn(5))
            field.Directives.Add(_chance.Of("@immutable", "@string(maxLength: 100)", "@string(maxLength: 80)"));
        type.Fields.Add(field);
        if (_chance.OneIn(2))
        {
            // What is shown does not have to be what is referred to.
            var shown = _chance.OneIn(6) ? "Node" : target;
            type.Fields.Add(
                new(_names.NextField(), shown + _chance.Of("", "!"), $"@relationDocument(property: \"{field.Name}\")")
            );
        }
    }

    /// <summary>Views on what refers to a model, on models that can have them without a circle of dependencies.</summary>
    void AddViewsFromOtherSide()
    {
        var places = Objects.ToArray();
        foreach (var source in _models.Where(model => model.IsCreated).ToArray())
        foreach (var field in source.Fields.Where(field => field.Has("documentReference")).ToArray())
        {
            var named = places.FirstOrDefault(model =>
                field.Find("documentReference") == $"@documentReference(model: \"{model.Name}\")"
            );
            var place = named ?? _chance.Of(places);
            if (_chance.OneIn(2))
                place.Fields.Add(ViewOf(source, field));
            if (IsToAny(field) && source is { IsSet: true, IsInterface: false } && IsKey(source, field))
                place.Fields.Add(
                    new(
                        _names.NextField(),
                        source.Name + _chance.Of("", "!"),
                        $"@relationSetFrom(property: \"{field.Name}\")"
                    )
                );
        }
    }

    GeneratedField ViewOf(GeneratedType source, GeneratedField field)
    {
        var ignored = _chance.OneIn(3) ? $"model: \"{_chance.Of(_models).Name}\", " : "";
        return _chance.OneIn(3)
            ? new(
                _names.NextField(),
                _chance.Of("Int", "Int!"),
                $"@relationCountFrom(model: \"{source.Name}\", property: \"{field.Name}\")"
            )
            : new(
                _names.NextField(),
                $"[{source.Name}]{_chance.Of("", "!")}",
                $"@relationFrom({ignored}property: \"{field.Name}\")"
            );
    }

    static bool IsToAny(GeneratedField field) =>
        field.Find("documentReference") == "@documentReference(model: \"Node\")";

    static bool IsKey(GeneratedType source, GeneratedField field) =>
        source
            .Find("createModel")!
            .Split("accountRelationFields")[1]
            .Contains($"\"{field.Name}\"", StringComparison.Ordinal);

    /// <summary>Writes some types in several definitions and extensions, which merge.</summary>
    void Spread(List<GeneratedType> types)
    {
        foreach (var type in types.Where(_ => _chance.OneIn(8)).ToArray())
        {
            var again = new GeneratedType(_chance.OneIn(2) ? $"extend {type.Keyword}" : type.Keyword, type.Name);
            if (type.IsEnum)
                again.Values.AddRange(_chance.Some(["MORE", "RED", "less"], 3).DefaultIfEmpty("MORE"));
            else
                MoveFields(type, again);
            var before = types.IndexOf(type);
            types.Insert(_chance.From(before + 1, types.Count), again);
        }
    }

    void MoveFields(GeneratedType type, GeneratedType again)
    {
        // A definition keeps a field at least; what stays may be told once more.
        foreach (var field in _chance.Some(type.Fields, type.Fields.Count))
        {
            again.Fields.Add(field.Copy());
            if (type.Fields.Count > 1 && !_chance.OneIn(4))
                type.Fields.Remove(field);
        }
        if (again.Fields.Count == 0)
            again.Fields.Add(type.Fields[0].Copy());
        if (type.Directives.Count > 1 && _chance.OneIn(2))
        {
            again.Directives.Add(type.Directives[^1]);
            type.Directives.RemoveAt(type.Directives.Count - 1);
        }
    }
}
