namespace ComposeServer.Conformance.Differential.Generation;

sealed partial class CompositeGenerator
{
    /// <summary>All scalars that content may have but String, which needs a bound.</summary>
    static readonly string[] Scalars =
    [
        "Int",
        "Float",
        "Boolean",
        "ID",
        "DID",
        "StreamID",
        "CommitID",
        "CID",
        "AccountID",
        "ChainID",
        "URI",
        "Date",
        "DateTime",
        "Time",
        "LocalDate",
        "LocalTime",
        "TimeZone",
        "UTCOffset",
        "Duration",
        "CountryCode",
        "Locale",
        "Latitude",
        "Longitude",
    ];

    GeneratedField ContentField(bool isOfModel)
    {
        var (type, directives) = Value();
        if (_chance.OneIn(5))
        {
            type = $"[{type}{(_chance.OneIn(2) ? "!" : "")}]";
            directives.Add(Literals.Lengths(_chance, "list"));
        }
        if (isOfModel && _chance.OneIn(6))
            directives.Add("@immutable");
        _chance.Shuffle(directives);
        var field = new GeneratedField(_names.NextField(), type + (_chance.OneIn(3) ? "!" : ""), directives);
        if (_chance.OneIn(25))
            field.Arguments = "(ignored: Int = 1, too: [String!])";
        return field;
    }

    (string Type, List<string> Directives) Value()
    {
        if (_enums.Count > 0 && _chance.OneIn(6))
            return (_chance.Of(_enums).Name, []);
        if (_embedded.Count > 0 && _chance.OneIn(6))
            return (_chance.Of(_embedded).Name, []);
        if (_chance.OneIn(4))
            return ("String", [Literals.Lengths(_chance, "string")]);

        var scalar = _chance.Of(Scalars);
        var isBounded = _chance.OneIn(3);
        return (
            scalar,
            scalar switch
            {
                _ when !isBounded => [],
                "Int" => [Literals.Numbers(_chance, "int", isInteger: true)],
                "Float" => [Literals.Numbers(_chance, "float", isInteger: false)],
                "Latitude" or "Longitude" =>
                [
                    Bounded("@float(min: 0)", "@float(max: 90, min: -90)", "@float(default: 1.5)"),
                ],
                "Boolean" => [Bounded("@boolean", "@boolean(default: true)", "@boolean(default: null)")],
                // 100 is the bound that most of them have anyhow.
                _ =>
                [
                    Bounded(
                        "@string(maxLength: 100)",
                        "@string(maxLength: 7)",
                        "@string(maxLength: 300, minLength: 2)"
                    ),
                ],
            }
        );

        string Bounded(params string[] directives) => _chance.Of(directives);
    }

    /// <summary>Indices of fields in any form in which a list may be written.</summary>
    void AddIndices(GeneratedType model)
    {
        var fields = model.Content.Where(field => !field.IsList && field.Name != "id").ToArray();
        foreach (var field in _chance.Some(fields, 3))
        {
            var path = _embedded.Exists(type => type.Name == field.NullableType)
                ? $"[\"{field.Name}\", \"inner\"]"
                : _chance.Of($"\"{field.Name}\"", $"[\"{field.Name}\"]");
            var paths = _chance.OneIn(2)
                ? $"{{path: {path}}}"
                : $"[{{path: {path}}}, {{path: [\"{_chance.Of(fields).Name}\", \"{field.Name}\"]}}]";
            Repeat(
                _chance.OneIn(5) ? 2 : 1,
                () =>
                    model.Directives.Insert(_chance.Below(model.Directives.Count + 1), $"@createIndex(fields: {paths})")
            );
        }
    }
}
