namespace ComposeServer.Conformance.Differential.Generation;

/// <summary>Makes SDL texts that the original tools and a node take: acyclic, closed, every interface implemented in full.</summary>
/// <remarks>
/// Types are made in an order in which each needs earlier ones alone, and are written down in another. Fields have names that are
/// theirs alone, so that a type can take over the fields of several interfaces.
/// </remarks>
sealed partial class CompositeGenerator
{
    readonly Chance _chance;
    readonly Names _names;
    readonly List<GeneratedType> _enums = [];
    readonly List<GeneratedType> _embedded = [];
    readonly List<GeneratedType> _models = [];

    CompositeGenerator(Chance chance, params IEnumerable<string> taken)
    {
        _chance = chance;
        _names = new(chance, taken);
    }

    /// <summary>A text of models that are all created.</summary>
    public static GeneratedText Make(Chance chance) => new CompositeGenerator(chance).Make([], null);

    /// <summary>A text that also loads models.</summary>
    /// <param name="chance">Of this text.</param>
    /// <param name="library">The text that makes them. Its names are not used again.</param>
    /// <param name="models">StreamIDs of its models, and whether they are interfaces.</param>
    public static GeneratedText Loading(
        Chance chance,
        GeneratedText library,
        IReadOnlyList<(string Id, bool IsInterface)> models
    ) =>
        new CompositeGenerator(chance, library.Types.Select(type => type.Name)).Make(
            chance.Some(models, 3),
            library.ToString()
        );

    IEnumerable<GeneratedType> Interfaces => _models.Where(model => model is { IsInterface: true, IsCreated: true });

    IEnumerable<GeneratedType> Objects => _models.Where(model => !model.IsInterface);

    GeneratedText Make(IReadOnlyList<(string Id, bool IsInterface)> loaded, string? library)
    {
        Repeat(_chance.Below(4), AddEnum);
        Repeat(_chance.Below(4), AddEmbedded);
        foreach (var (id, isInterface) in loaded)
            AddLoaded(id, isInterface);
        Repeat(_chance.From(1, 6), () => AddModel(isInterface: _chance.OneIn(3)));
        if (!Objects.Any(model => model.IsCreated))
            AddModel(isInterface: false);
        AddViewsFromOtherSide();
        foreach (var model in Objects.ToArray())
            AddIndices(model);

        List<GeneratedType> types = [.. _enums, .. _embedded, .. _models];
        if (_chance.OneIn(2))
            _chance.Shuffle(types);
        Spread(types);
        return new(types, _chance.Below(int.MaxValue)) { Library = library };
    }

    void AddEnum() =>
        _enums.Add(
            new("enum", _names.NextType())
            {
                Values =
                [
                    .. _chance.Some(["RED", "green", "Blue", "_1", "LIST", "on", "X2"], 6).DefaultIfEmpty("ONLY"),
                ],
            }
        );

    void AddEmbedded()
    {
        var type = new GeneratedType("type", _names.NextType());
        Repeat(_chance.From(1, 4), () => type.Fields.Add(ContentField(isOfModel: false)));
        _embedded.Add(type);
    }

    void AddLoaded(string id, bool isInterface)
    {
        var type = new GeneratedType(isInterface ? "interface" : "type", _names.NextType())
        {
            Directives = [$"@loadModel(id: \"{id}\")"],
            Fields = [new("id", _chance.Of("ID!", "ID"))],
        };
        if (_chance.OneIn(2))
            type.Fields.Add(new(_names.NextField(), "DID!", "@documentAccount"));
        if (_chance.OneIn(3))
            type.Fields.Add(new(_names.NextField(), "CommitID", "@documentVersion"));
        _models.Add(type);
    }

    void AddModel(bool isInterface)
    {
        var type = new GeneratedType(isInterface ? "interface" : "type", _names.NextType());
        foreach (var parent in _chance.Some([.. Interfaces], 2))
            Implement(type, parent);
        Repeat(
            _chance.From(isInterface || type.Fields.Count > 0 ? 1 : 2, 5),
            () => type.Fields.Add(ContentField(isOfModel: true))
        );
        if (_chance.OneIn(3))
            type.Fields.Add(new(_names.NextField(), _chance.Of("DID", "DID!"), "@accountReference"));
        Repeat(_chance.Below(3), () => AddReference(type));
        if (_chance.OneIn(3))
            type.Fields.Add(new(_names.NextField(), _chance.Of("DID", "DID!"), "@documentAccount"));
        if (_chance.OneIn(4))
            type.Fields.Add(new(_names.NextField(), _chance.Of("CommitID", "CommitID!"), "@documentVersion"));
        if (_chance.OneIn(3))
            _chance.Shuffle(type.Fields);
        type.Directives.Add(CreateModel(type));
        _models.Add(type);
    }

    void Implement(GeneratedType type, GeneratedType parent)
    {
        type.Implements.Add(parent.Name);
        if (_chance.OneIn(3))
            type.Implements.AddRange(parent.Implements.Except(type.Implements, StringComparer.Ordinal));
        foreach (var field in parent.Fields.Where(field => type.Fields.TrueForAll(own => own.Name != field.Name)))
            type.Fields.Add(field.Copy());
    }

    string CreateModel(GeneratedType type)
    {
        List<string> arguments = [$"description: {Literals.Text(_chance)}"];
        var kind = _chance.Of(null, null, "LIST", "SINGLE", "SET", "SET", "null");
        if (kind == "SET" && !type.IsInterface)
        {
            var keys = SetKeys(type);
            arguments.Add(
                $"accountRelationFields: {(keys.Count == 1 && _chance.OneIn(2) ? keys[0] : $"[{string.Join(", ", keys)}]")}"
            );
        }
        if (kind is not null)
            arguments.Add($"accountRelation: {kind}");
        _chance.Shuffle(arguments);
        return $"@createModel({string.Join(_chance.Of(", ", " ", ",\n  "), arguments)})";
    }

    /// <summary>Fields that can name a document of a set; some are made when there are none.</summary>
    IReadOnlyList<string> SetKeys(GeneratedType type)
    {
        var fit = type
            .Content.Where(field => field.Type.EndsWith('!') && !field.IsList)
            .Where(field => _embedded.TrueForAll(embedded => embedded.Name != field.NullableType))
            .ToArray();
        if (fit.Length == 0)
        {
            var key = new GeneratedField(_names.NextField(), "DID!", _chance.OneIn(2) ? ["@accountReference"] : []);
            type.Fields.Add(key);
            fit = [key];
        }
        return [.. _chance.Some(fit, 3).DefaultIfEmpty(fit[0]).Select(field => $"\"{field.Name}\"")];
    }

    static void Repeat(int times, Action act)
    {
        for (var time = 0; time < times; time++)
            act();
    }
}
