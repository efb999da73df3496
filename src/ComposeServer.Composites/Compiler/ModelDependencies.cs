using ComposeServer.Ipld;

namespace ComposeServer.Composites.Compiler;

/// <summary>Which models a model needs before it can be created. Source: <c>composedb.md</c> 2.4.</summary>
sealed class ModelDependencies
{
    readonly OrderedMap<AbstractModel> models;
    readonly Dictionary<string, IReadOnlyList<string>> needed = new(StringComparer.Ordinal);

    /// <summary>Collects dependencies, or throws <c>MODEL_CYCLE</c> or <c>MODEL_UNUSABLE</c>.</summary>
    public ModelDependencies(OrderedMap<AbstractModel> models)
    {
        this.models = models;
        foreach (var (name, model) in models)
            needed.Add(name, Collect(name, model));
        foreach (var (name, dependencies) in needed)
        {
            if (dependencies.FirstOrDefault(dependency => !models.ContainsKey(dependency)) is { } missing)
                throw Unusable($"Missing {missing} dependency to create model {name}", models[name].At);
        }
        RequireNoCycle();
    }

    /// <summary>Names in the order in which the definition gives them. Nothing for a loaded model.</summary>
    public IReadOnlyList<string> Of(string model) => needed[model];

    static List<string> Collect(string name, AbstractModel model)
    {
        var names = new List<string>();
        if (model is not AbstractModel.Create { Definition: var definition })
            return names;
        names.AddRange(((IpldList)definition["implements"]).Items.OfType<IpldString>().Select(item => item.Value));
        foreach (var (field, related) in Targets(definition, "relations"))
        {
            if (related == name)
                throw Cycle($"Unsupported self-reference relation on model {name}", model.PlaceOf(field));
            names.Add(related);
        }
        // What implements an interface must have its views, so they can never be left to the composite.
        if (model.IsInterface)
            names.AddRange(Targets(definition, "views").Select(view => view.Model));
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    static IEnumerable<(string Field, string Model)> Targets(IpldMap definition, string member)
    {
        foreach (var (field, value) in ((IpldMap)definition[member]).Entries)
        {
            if (((IpldMap)value).TryGet<IpldString>("model", out var model))
                yield return (field, model.Value);
        }
    }

    void RequireNoCycle()
    {
        var clear = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in models.Keys)
            Walk(name, name, [], clear);
    }

    /// <summary>Follows dependencies from <paramref name="start"/>; what has been followed to its end is not followed again.</summary>
    void Walk(string start, string model, List<string> visited, HashSet<string> clear)
    {
        if (Of(model).Contains(start))
        {
            throw Cycle(
                model == start
                    ? $"Unsupported self-referenced dependency on model {start}"
                    : $"Circular dependency of model {start} in model {model}",
                PlaceOfLink(model, start)
            );
        }
        if (visited.Contains(model))
        {
            throw Cycle(
                $"Circular dependency of model {model} in visited models: {string.Join(", ", visited)}",
                PlaceOfLink(visited[^1], model)
            );
        }
        if (clear.Contains(model))
            return;

        visited.Add(model);
        foreach (var dependency in Of(model))
            Walk(start, dependency, visited, clear);
        visited.RemoveAt(visited.Count - 1);
        clear.Add(model);
    }

    /// <summary>Where a model says that it needs another one.</summary>
    SdlPlace? PlaceOfLink(string model, string needed)
    {
        var from = models[model];
        return
            from is AbstractModel.Create { Definition: var definition }
            && Targets(definition, "relations")
                .Concat(Targets(definition, "views"))
                .FirstOrDefault(link => link.Model == needed)
                is { Field: { } field }
            ? from.PlaceOf(field)
            : from.At;
    }

    static CompositeException Cycle(string message, SdlPlace? at) =>
        CompositeException.Because(CompositeErrorCode.ModelCycle, message, at);

    static CompositeException Unusable(string message, SdlPlace? at) =>
        CompositeException.Because(CompositeErrorCode.ModelUnusable, message, at);
}
