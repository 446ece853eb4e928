'use strict';
// What Django's pages leave without words for those who hear them: choices among many records, and rows that scroll.

{
    const described = (select) => {
        const label = document.querySelector(`label[for='${select.id}']`);
        return select.getAttribute('aria-label') || (label ? label.textContent.trim().replace(/:$/, '') : select.name);
    };

    // Select2 makes a box of its own beside each select and does not take its name over.
    const nameChoices = (root) => {
        for (const select of root.querySelectorAll('select.select2-hidden-accessible')) {
            const box = select.nextElementSibling;
            const shown = box && box.querySelector('.select2-selection__rendered');
            const chosen = box && box.querySelector('.select2-selection');
            const typed = box && box.querySelector('.select2-search__field');
            const name = described(select);
            if (shown && chosen) {
                // The box is what is operated; what stands in it is no text box of its own.
                shown.removeAttribute('role');
                shown.removeAttribute('aria-readonly');
                chosen.removeAttribute('aria-labelledby');
                chosen.setAttribute('aria-label', [name, shown.title].filter(Boolean).join(': '));
            }
            if (typed) {
                typed.setAttribute('aria-label', name);
            }
        }
    };

    // Rows that can only be looked at hold nothing that the Tab key could reach, so they take it themselves.
    const reachRows = () => {
        for (const group of document.querySelectorAll('.inline-group')) {
            const heading = group.querySelector('h2');
            group.tabIndex = 0;
            group.setAttribute('role', 'group');
            group.setAttribute('aria-label', heading ? heading.textContent.trim() : 'rows');
        }
    };

    window.addEventListener('load', () => {
        reachRows();
        const $ = django.jQuery;
        // jQuery keeps its order: after Django's own script, which makes the boxes.
        $(() => nameChoices(document));
        $(document).on('select2:select select2:unselect select2:clear', () => setTimeout(() => nameChoices(document)));
        $(document).on('select2:open', (event) => {
            const typed = document.querySelector('.select2-container--open .select2-search__field');
            const box = event.target.nextElementSibling.querySelector('[aria-owns]');
            if (box) {
                box.setAttribute('aria-controls', box.getAttribute('aria-owns'));
            }
            const list = document.querySelector('.select2-container--open .select2-results__options');
            for (const each of [typed, list]) {
                if (each) {
                    each.setAttribute('aria-label', described(event.target));
                }
            }
        });
        document.addEventListener('formset:added', (event) => setTimeout(() => nameChoices(event.target)));
    });
}
