using ComposeServer.Ipld;

namespace ComposeServer.Composites.Compiler;

/// <summary>What is to be made in which order, and where each view goes. Source: <c>composedb.md</c> 2.4.</summary>
/// <remarks>
/// The JS tools start all models in one sweep and let them finish as they may. A view whose target has been started goes into the
/// model; one whose target comes later stays with the composite. So the order of a text decides StreamIDs (quirk Q1), and is
/// reproduced here without doing anything at once.
/// </remarks>
/// <param name="Steps">Models in the order in which they come to their end, which is the order of entries in the composite.</param>
sealed record ModelPlan(IReadOnlyList<ModelPlan.Step> Steps)
{
    /// <param name="Views">Views that become part of the model.</param>
    /// <param name="CompositeViews">Views that the composite adds to it.</param>
    public sealed record Step(string Name, AbstractModel Model, IpldMap Views, IpldMap CompositeViews);

    /// <summary>Plans, or throws <c>MODEL_CYCLE</c>, <c>MODEL_UNUSABLE</c>.</summary>
    public static ModelPlan Of(AbstractComposite composite)
    {
        var dependencies = new ModelDependencies(composite.Models);
        var started = new Dictionary<string, int>(StringComparer.Ordinal);
        var steps = new List<(int Depth, Step Step)>();
        foreach (var name in StartOrder(composite.Models, dependencies))
        {
            var step = PlaceViews(name, composite.Models[name], started.Keys, out var targets);
            var depth = Depth(step.Model, dependencies.Of(name).Concat(targets).Select(needed => started[needed]));
            started.Add(name, depth);
            steps.Add((depth, step));
        }
        // Stable: of equal depth, what started first ends first.
        return new([.. steps.OrderBy(step => step.Depth).Select(step => step.Step)]);
    }

    /// <summary>How many rounds a model waits: loading is shorter than creating, and interfaces are looked up once more.</summary>
    static int Depth(AbstractModel model, IEnumerable<int> needed)
    {
        if (model is not AbstractModel.Create { Definition: var definition })
            return 0;
        var implements = ((IpldList)definition["implements"]).Count > 0 ? 1 : 0;
        return 1 + implements + needed.DefaultIfEmpty().Max();
    }

    static IEnumerable<string> StartOrder(OrderedMap<AbstractModel> models, ModelDependencies dependencies)
    {
        var first = models.Keys.Where(name => dependencies.Of(name).Count == 0).ToList();
        foreach (var name in first)
            yield return name;

        var waiting = models.Keys.Except(first, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            // A model taken earlier in a sweep no longer holds up a later one of the same sweep.
            var left = waiting.ToHashSet(StringComparer.Ordinal);
            foreach (var name in waiting)
            {
                if (dependencies.Of(name).Any(left.Contains))
                    continue;
                left.Remove(name);
                yield return name;
            }
            waiting.RemoveAll(name => !left.Contains(name));
        }
    }

    static Step PlaceViews(string name, AbstractModel model, ICollection<string> started, out List<string> targets)
    {
        var own = new List<KeyValuePair<string, IpldValue>>();
        var added = new List<KeyValuePair<string, IpldValue>>();
        targets = [];
        foreach (var view in ViewsOf(model).Entries)
        {
            var target = ((IpldMap)view.Value).TryGet<IpldString>("model", out var text) ? text.Value : null;
            if (model is AbstractModel.Load || target is not null && !started.Contains(target))
            {
                added.Add(view);
                continue;
            }
            own.Add(view);
            if (target is not null)
                targets.Add(target);
        }
        return new(name, model, IpldMap.From(own), IpldMap.From(added));
    }

    static IpldMap ViewsOf(AbstractModel model) =>
        model switch
        {
            AbstractModel.Load load => load.Views,
            AbstractModel.Create create => (IpldMap)create.Definition["views"],
            _ => throw new InvalidOperationException($"No views for {model.GetType().Name}."),
        };
}
