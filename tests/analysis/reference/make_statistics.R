# Print statistics_r.json: what R's packages say of the same numbers.
#
# install.packages(c("vegan", "survey", "jsonlite"))
# Rscript tests/analysis/reference/make_statistics.R > tests/analysis/reference/statistics_r.json

suppressMessages({
  library(jsonlite)
  library(survey)
  library(vegan)
})

# Interviews by codes: whether the code stands in the interview.
met <- rbind(
  c(1, 0, 1, 0, 0, 1, 0, 0, 1, 0),
  c(1, 1, 0, 0, 0, 1, 0, 0, 0, 0),
  c(0, 1, 1, 0, 0, 0, 1, 0, 1, 0),
  c(1, 0, 0, 1, 0, 1, 0, 0, 1, 0),
  c(1, 1, 0, 0, 0, 0, 0, 1, 0, 0),
  c(0, 0, 1, 0, 0, 1, 1, 0, 1, 1),
  c(1, 1, 0, 0, 1, 1, 0, 0, 0, 0),
  c(1, 0, 0, 0, 0, 1, 0, 0, 1, 0)
)
richness <- suppressWarnings(specaccum(met, method = "exact")$richness)

# Segments with the code and in all, of each interview: each left out in turn, on the logit scale.
hits <- c(2, 5, 0, 7, 3, 4, 12, 1)
sizes <- c(40, 50, 30, 60, 45, 55, 70, 35)
design <- svydesign(ids = ~id, weights = ~one, data = data.frame(id = 1:8, one = 1, hits, sizes))
replicates <- as.svrepdesign(design, type = "JK1", mse = TRUE)
left_out <- withReplicates(replicates, function(w, data) {
  share <- sum(w * data$hits) / sum(w * data$sizes)
  log(share / (1 - share))
})


# The same segments one by one, with the interval of Korn and Graubard.
each <- data.frame(
  id = rep(1:8, sizes), one = 1,
  y = unlist(mapply(function(yes, all) rep(c(1, 0), c(yes, all - yes)), hits, sizes))
)
by_interview <- as.svrepdesign(
  svydesign(ids = ~id, weights = ~one, data = each), type = "JK1", mse = TRUE
)
exact_share <- svyciprop(~y, by_interview, method = "beta")

# Two codes in three interviews: both, first only; second only, neither.
tables <- array(c(4, 3, 6, 37, 2, 7, 8, 23, 5, 9, 1, 20), dim = c(2, 2, 3))
exact <- mantelhaen.test(tables, exact = TRUE, alternative = "greater")
large <- array(rep(c(20, 60, 50, 200), 3), dim = c(2, 2, 3))
normal <- mantelhaen.test(large, correct = TRUE, alternative = "greater")

# Shares of interviews of unequal length in three groups.
group <- factor(c(1, 2, 1, 2, 3, 3, 2, 1))
explained <- summary(lm(hits / sizes ~ group, weights = sizes))$adj.r.squared

cat(toJSON(list(
  vegan = list(met = met, richness = richness),
  survey = list(hits = hits, sizes = sizes, logit = coef(left_out)[[1]], error = SE(left_out)[[1]],
    beta = as.numeric(confint(exact_share))),
  mantelhaen = list(
    tables = aperm(tables, c(3, 1, 2)), exact = exact$p.value,
    large = aperm(large, c(3, 1, 2)), normal = normal$p.value
  ),
  lm = list(group = as.integer(group), adjusted = explained)
), auto_unbox = TRUE, digits = NA), "\n")
